// Starts the browser client.
import { mount } from 'svelte'
import './app.css'
import App from './App.svelte'
import { installed } from './lib/installed.svelte.ts'
import { locale } from './i18n/locale.svelte.ts'
import { lockstep } from './lockstep.ts'

void lockstep.start()
await locale.start()
if (import.meta.env.PROD) installed.start()
mount(App, { target: document.getElementById('app')! })

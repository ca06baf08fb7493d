// Starts the browser client.
import './without-eval.ts'
import { mount } from 'svelte'
import './app.css'
import App from './App.svelte'
import { lockstep } from './lockstep.ts'

void lockstep.start()
mount(App, { target: document.getElementById('app')! })

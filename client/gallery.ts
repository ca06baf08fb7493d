// Shows every part of the UI kit on one page while developing; not part of the production build.
import { mount } from 'svelte'
import './app.css'
import Gallery from './gallery/Gallery.svelte'

const target = document.getElementById('app')
if (target) mount(Gallery, { target })

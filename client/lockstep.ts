// The client of this browser tab.
import { Client } from './client.svelte.ts'

export const lockstep = new Client()

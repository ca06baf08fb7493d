// What a menu is made of; the same list serves a dropdown, a context menu and their submenus.
import type { Component } from 'svelte'

export type MenuAction = {
  label: string
  icon?: Component<{ size?: number }>
  keys?: string
  onselect?: () => void
  tone?: 'danger'
  checked?: boolean
  /** Why the action cannot be used now; shown under its name. */
  unavailable?: string
  items?: MenuEntry[]
}

export type MenuEntry = MenuAction | { heading: string } | { rule: true }

/** Where on the screen a menu was asked for. */
export interface Point { clientX: number; clientY: number }

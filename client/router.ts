// The addresses of the client. Screens load when they are first opened.
import { createRouter } from 'sv-router'
import SignedIn from './shell/SignedIn.svelte'
import SignedOut from './shell/SignedOut.svelte'

export const { p, navigate, isActive, route } = createRouter({
  '/sign-in': { '/': () => import('./features/auth/SignInPage.svelte'), layout: SignedOut },
  '/register': { '/': () => import('./features/auth/RegisterPage.svelte'), layout: SignedOut },
  '/': {
    '/': () => import('./features/home/HomePage.svelte'),
    '/my-work': () => import('./features/home/MyWorkPage.svelte'),
    '/projects/:projectId': () => import('./features/board/BoardRoute.svelte'),
    '/teams/:teamId': () => import('./features/teams/TeamRoute.svelte'),
    '*': () => import('./shell/NotFoundPage.svelte'),
    layout: SignedIn,
  },
})

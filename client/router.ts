// The addresses of the client. Screens load when they are first opened.
import { createRouter } from 'sv-router'
import NotFoundPage from './shell/NotFoundPage.svelte'
import SignedIn from './shell/SignedIn.svelte'
import SignedOut from './shell/SignedOut.svelte'

export const { p, navigate, isActive, route } = createRouter({
  '/sign-in': { '/': () => import('./features/auth/SignInPage.svelte'), layout: SignedOut },
  '/register': { '/': () => import('./features/auth/RegisterPage.svelte'), layout: SignedOut },
  '/projects': { '/:projectId': () => import('./features/board/BoardRoute.svelte'), layout: SignedIn },
  '/': { '/': () => import('./features/home/HomePage.svelte'), layout: SignedIn },
  '*': NotFoundPage,
})

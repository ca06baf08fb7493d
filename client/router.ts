// The addresses of the client. Screens load when they are first opened.
import { createRouter } from 'sv-router'
import InvitationLayout from './shell/Entrance.svelte'
import SignedIn from './shell/SignedIn.svelte'
import SignedOut from './shell/SignedOut.svelte'

const invitation = () => import('./features/invitations/InvitationPage.svelte')
const resetPassword = () => import('./features/password-resets/ResetPasswordPage.svelte')
const unsubscribe = () => import('./features/letters/UnsubscribePage.svelte')

export const { p, navigate, isActive, route } = createRouter({
  '/sign-in': { '/': () => import('./features/auth/SignInPage.svelte'), layout: SignedOut },
  '/register': { '/': () => import('./features/auth/RegisterPage.svelte'), layout: SignedOut },
  '/forgot-password': { '/': () => import('./features/password-resets/ForgotPasswordPage.svelte'), layout: SignedOut },
  // Links of letters may come without their end.
  '/invitations': { '/': invitation, '/:token': invitation, layout: InvitationLayout },
  '/reset-password': { '/': resetPassword, '/:token': resetPassword, layout: InvitationLayout },
  '/unsubscribe': { '/': unsubscribe, '/:token': unsubscribe, layout: InvitationLayout },
  '/': {
    '/': () => import('./features/home/HomePage.svelte'),
    '/search': () => import('./features/search/SearchPage.svelte'),
    '/inbox': () => import('./features/notifications/InboxPage.svelte'),
    '/my-time': () => import('./features/time/MyTimePage.svelte'),
    '/reports': () => import('./features/reports/ReportsPage.svelte'),
    '/reports/workload': () => import('./features/workload/WorkloadPage.svelte'),
    '/my-work': () => import('./features/home/MyWorkPage.svelte'),
    '/projects': () => import('./features/project-figures/ProjectsPage.svelte'),
    '/projects/:projectId': () => import('./features/board/BoardRoute.svelte'),
    '/projects/:projectId/overview': () => import('./features/projects/overview/ProjectOverviewRoute.svelte'),
    '/projects/:projectId/trash': () => import('./features/trash/TrashRoute.svelte'),
    '/projects/:projectId/settings': () => import('./features/projects/ProjectSettingsRoute.svelte'),
    '/organization': () => import('./features/departments/ChartPage.svelte'),
    '/members/:memberId': () => import('./features/members/person/PersonRoute.svelte'),
    '/teams/:teamId': () => import('./features/teams/TeamRoute.svelte'),
    '/teams/:teamId/work': () => import('./features/work/WorkRoute.svelte'),
    '/import': () => import('./features/imports/ImportPage.svelte'),
    '/settings': () => import('./features/settings/SettingsStart.svelte'),
    '/settings/profile': () => import('./features/settings/ProfilePage.svelte'),
    '/settings/organization': () => import('./features/settings/OrganizationPage.svelte'),
    '/settings/members': () => import('./features/members/MembersPage.svelte'),
    '/settings/activity': () => import('./features/settings/ActivityPage.svelte'),
    '/settings/tokens': () => import('./features/tokens/TokensPage.svelte'),
    '/settings/notifications': () => import('./features/notifications/NotificationSettingsPage.svelte'),
    '/settings/sessions': () => import('./features/sessions/SessionsPage.svelte'),
    layout: SignedIn,
  },
  '*': () => import('./shell/StrayPage.svelte'),
})

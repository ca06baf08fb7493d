// Every screen of the product with the way to it: the walks over all screens and the pictures take them from here.
import type { Page } from 'playwright-core'
import { pngOf } from '../../support/png.ts'

/** Where the walk takes place. */
export interface Place {
  projectId: string
  teamId: string
  /** Key of a task on the board. */
  taskKey: string
  /** The path of an invitation that is still open. */
  invitation: string
  /** A file that can be imported. */
  boardFile: string
}

export interface Screen {
  name: string
  /** Who sees it: nobody signed in, or somebody who may do everything. */
  as: 'visitor' | 'admin'
  /** Needs a browser profile of its own: what is shown is not true, and a copy of it would be shown again by other screens. */
  isApart?: true
  /** Something is open over a screen that the list has too. */
  isOver?: true
  /** Brings a page there and waits until all of it is drawn. */
  show: (page: Page, place: Place) => Promise<void>
}

/** The address of a board with its open task. */
const TASK = ({ taskKey }: Place) => `?task=${taskKey}`
const NOWHERE = '/00000000-0000-7000-8000-000000000000'

export const screens: readonly Screen[] = [
  visitor('sign-in', () => '/sign-in', /^Sign in/),
  visitor('sign-in-refused', () => '/sign-in', /^Sign in/, sendEmpty(/^Sign in/)),
  visitor('register', () => '/register', /^(Register|Create|Start)/),
  visitor('register-refused', () => '/register', /^(Register|Create|Start)/, sendEmpty(/^(Register|Create|Start)/)),
  visitor('invitation', ({ invitation }) => invitation, /^(Accept|Join)/),
  visitor('invitation-refused', ({ invitation }) => invitation, /^(Accept|Join)/, sendEmpty(/^(Accept|Join)/)),
  visitor('forgot-password', () => '/forgot-password', /^Send me a link/),
  visitor('unsubscribe', () => '/unsubscribe/x', /^Send me no more/),
  page('home', () => '/'),
  changed('home-first-run', '/api/overview', ({ me }) => ({ projects: [], teams: [], starredProjectIds: [], members: [me] }), async (at) => {
    await at.goto('/')
    await at.getByRole('heading', { name: /^Welcome to/ }).waitFor()
  }),
  changed('home-no-team', '/api/overview', ({ me }) => ({ projects: [], teams: [], starredProjectIds: [], me: { ...me, role: 'employee' }, members: [{ ...me, role: 'employee' }] }), async (at) => {
    await at.goto('/')
    await at.getByText('You are in no team yet').waitFor()
  }),
  page('my-work', () => '/my-work'),
  page('my-time', () => '/my-time'),
  page('projects', () => '/projects', async (at) => at.locator('[data-projects] [data-progress]').first().waitFor()),
  page('reports', () => '/reports', async (at) => at.locator('[data-report-table=weeks]').waitFor()),
  page('workload', () => '/reports/workload', async (at) => at.locator('[data-report-table=coming] [data-person]').first().waitFor()),
  page('inbox', () => '/inbox'),
  page('settings-notifications', () => '/settings/notifications'),
  page('search', () => '/search'),
  page('search-found', () => '/search?q=the', async (at) => at.locator('main a[href*="task="]').first().waitFor()),
  page('team', ({ teamId }) => `/teams/${teamId}`),
  page('team-work', ({ teamId }) => `/teams/${teamId}/work?group=project`, async (at) => at.locator('[data-table] [data-task-id]').first().waitFor()),
  page('team-work-new', ({ teamId }) => `/teams/${teamId}/work`, async (at) => {
    await at.locator('[data-table] [data-task-id]').first().waitFor()
    await at.getByRole('button', { name: 'New task', exact: true }).click()
    await at.getByRole('textbox', { name: /^New task in/ }).waitFor()
  }),
  over(page('duplicate-project', ({ teamId }) => `/teams/${teamId}`, async (at) => {
    await at.getByRole('button', { name: /^Actions for / }).first().click()
    await at.getByRole('menuitem', { name: 'Duplicate…' }).click()
    await at.getByRole('dialog').getByLabel(/^Starts on/).first().waitFor()
  })),
  over(page('move-project', ({ teamId }) => `/teams/${teamId}`, async (at) => {
    await at.getByRole('button', { name: /^Actions for / }).first().click()
    await at.getByRole('menuitem', { name: 'Move to another team…' }).click()
    await at.getByRole('dialog').getByRole('button', { name: /^Team/ }).click()
    await at.getByRole('option').first().click()
    await at.locator('[data-project-transfer] [role=status] p').nth(1).waitFor()
  })),
  over(page('new-project', ({ teamId }) => `/teams/${teamId}`, dialog('New project'))),
  page('team-activity', ({ teamId }) => `/teams/${teamId}?tab=activity`, async (at) => at.locator('[data-place-activity] li').first().waitFor()),
  page('person', () => '/settings/members', async (at) => {
    await at.locator('main a[href^="/members/"]').first().click()
    await at.locator('[data-person-activity] li').first().waitFor()
  }),
  page('team-updates', ({ teamId }) => `/teams/${teamId}?tab=posts`),
  page('team-files', ({ teamId }) => `/teams/${teamId}?tab=files`),
  page('team-goals', ({ teamId }) => `/teams/${teamId}?tab=goals`),
  over(page('new-goal', ({ teamId }) => `/teams/${teamId}?tab=goals`, dialog('Set a goal'))),
  page('organization-chart', () => '/organization'),
  over(page('new-department', () => '/organization', dialog('Create department'))),
  page('project-overview', ({ projectId }) => `/projects/${projectId}/overview`),
  page('project-history', ({ projectId }) => `/projects/${projectId}/overview`, async (at) => {
    await at.getByRole('button', { name: 'History' }).click()
    await at.locator('[data-project-history] li').first().waitFor()
  }),
  over(page('edit-project', ({ projectId }) => `/projects/${projectId}/overview`, dialog('Edit'))),
  over(page('new-milestone', ({ projectId }) => `/projects/${projectId}/overview`, dialog('Add milestone'))),
  page('project-trash', ({ projectId }) => `/projects/${projectId}/trash`),
  page('project-settings', ({ projectId }) => `/projects/${projectId}/settings`),
  page('import', () => '/import'),
  page('import-preview', () => '/import', async (at, { boardFile }) => {
    await at.locator('input[type=file]').setInputFiles(boardFile)
    await at.getByRole('button', { name: /^Import/ }).last().waitFor()
    await at.getByText('What the columns mean').waitFor()
  }),
  page('import-table', () => '/import', async (at) => {
    await at.locator('input[type=file]').setInputFiles({ name: 'Shop.csv', mimeType: 'text/csv', buffer: Buffer.from('Issue key,Summary,Status,Assignee,Labels,Due date\nA-1,One,Doing,Ade,bug,2026-12-01\nA-2,Two,Done,,ui,\n') })
    await at.getByText('What the columns mean').waitFor()
  }),
  page('profile', () => '/settings/profile'),
  page('organization', () => '/settings/organization'),
  page('organization-activity', () => '/settings/activity', async (at) => {
    await at.locator('[data-place-activity] li').or(at.getByRole('heading', { name: 'Only admins see this' })).first().waitFor()
  }),
  page('delete-organization', () => '/settings/organization', async (at) => at.getByRole('button', { name: 'Delete the organization…' }).click()),
  page('members', () => '/settings/members'),
  page('tokens', () => '/settings/tokens'),
  page('sessions', () => '/settings/sessions'),
  over(page('invite', () => '/settings/members', dialog('Invite a person'))),
  over(page('new-token', () => '/settings/tokens', dialog('New token'))),
  over(page('new-bot', () => '/settings/tokens', dialog('New bot'))),
  over(page('new-status', ({ projectId }) => `/projects/${projectId}/settings`, dialog('Add status'))),
  over(page('edit-status', ({ projectId }) => `/projects/${projectId}/settings`, async (at) => {
    await choose(at, 'Edit')
    await at.getByRole('dialog').getByRole('switch').click()
  })),
  over(page('delete-status', ({ projectId }) => `/projects/${projectId}/settings`, (at) => choose(at, 'Delete'))),
  over(page('new-field', ({ projectId }) => `/projects/${projectId}/settings`, async (at) => {
    await at.getByRole('button', { name: 'Add field' }).click()
    await at.getByLabel('Kind').press('Enter')
    await at.getByRole('option', { name: 'Several options' }).click()
    await at.getByRole('textbox', { name: 'Options' }).waitFor()
  })),
  over(page('edit-option', ({ projectId }) => `/projects/${projectId}/settings`, async (at) => {
    await at.getByRole('button', { name: /^Option / }).first().click()
    await at.getByRole('menuitem', { name: 'Edit' }).click()
    await at.getByRole('dialog').waitFor()
  })),
  over(page('delete-field', ({ projectId }) => `/projects/${projectId}/settings`, async (at) => {
    await at.locator('[data-field]').first().getByRole('button', { name: /^Actions for/ }).click()
    await at.getByRole('menuitem', { name: 'Delete' }).click()
    await at.getByRole('alertdialog').getByRole('button', { name: 'Delete', exact: true }).click()
    await at.getByRole('button', { name: /^Delete with/ }).waitFor()
  })),
  over(page('new-label', ({ projectId }) => `/projects/${projectId}/settings`, dialog('Add label'))),
  page('not-found', () => '/nowhere'),
  { name: 'no-permission', as: 'admin', show: async (at) => {
    await at.goto(`/projects${NOWHERE}`)
    await at.getByRole('heading', { name: 'This board is not here', level: 1 }).waitFor()
  } },
  { name: 'board-failed', as: 'admin', show: async (at) => {
    await at.route(`**${NOWHERE}/board`, (route) => route.fulfill(problem(500, 'internal')))
    await at.goto(`/projects${NOWHERE}`)
    await at.getByRole('heading', { name: 'The board was not loaded', level: 1 }).waitFor()
  } },
  changed('board-empty', '/board', () => ({ tasks: [] }), async (at, { projectId }) => {
    await at.goto(`/projects/${projectId}`)
    await at.getByRole('heading', { name: 'No tasks yet' }).waitFor()
  }),
  board('board'),
  boardAt('task-panel', TASK, async (at) => {
    await at.locator('[data-task-panel]').getByRole('heading').first().waitFor()
    await quiet(at)
  }),
  over(boardAt('conflict-chooser', TASK, async (at) => {
    const clash = problem(409, 'version_conflict', { current: { title: 'What another called it', description: '', version: 99 } })
    await at.route('**/api/tasks/*', (route) => (route.request().method() === 'PATCH' ? route.fulfill(clash) : route.continue()))
    await at.locator('[data-panel-title]').fill('What I called it')
    await at.locator('[data-panel-title]').press('Enter')
    await at.getByRole('alertdialog', { name: /^Two / }).waitFor()
    await at.unroute('**/api/tasks/*')
  })),
  boardAt('repeat-a-task', TASK, async (at) => {
    await at.locator('[data-task-panel]').getByRole('heading').first().waitFor()
    await at.keyboard.press('r')
    await at.locator('[data-next-dates]').getByText(/,|\d/).first().waitFor()
  }),
  boardAt('link-a-task', TASK, async (at) => {
    await at.locator('[data-add-relation]').click()
    await at.getByRole('combobox', { name: /^Blocked by/ }).waitFor()
  }),
  boardAt('board-filtered', () => '?text=zzz', async (at) => at.getByText('No task here matches the filter').first().waitFor()),
  board('filter', async (at) => {
    const field = at.locator('[data-filter-field]')
    if (!(await field.isVisible())) await at.getByRole('button', { name: 'Filter', exact: true }).click()
    await field.waitFor()
    await field.focus()
  }),
  board('quick-add', async (at) => {
    await at.keyboard.press('c')
    await at.keyboard.type('A line with #nothing !high')
  }),
  over(board('card-menu', async (at) => {
    await at.locator('[data-card-link]').first().focus()
    await at.keyboard.press('.')
    await at.getByRole('menu').first().waitFor()
  })),
  boardAt('task-page', (place) => `${TASK(place)}&page=task`, async (at) => {
    await at.locator('[data-task-panel]').getByRole('heading').first().waitFor()
    await quiet(at)
  }),
  boardAt('task-files', TASK, showFiles),
  over(boardAt('picture-viewer', TASK, async (at) => {
    await showFiles(at)
    await at.getByRole('button', { name: 'Look at fence.png' }).first().click()
    await at.locator('[data-picture-viewer] img[data-ready]').waitFor()
  })),
  boardAt('board-grouped', () => '?group=person', async (at) => {
    await at.locator('[data-task-id]').first().waitFor()
  }),
  boardAt('board-lanes', () => '?lanes=person', async (at) => {
    await at.locator('[data-lane] [data-task-id]').first().waitFor()
  }),
  boardAt('table', () => '?view=table', async (at) => {
    await at.locator('[data-table] [data-task-id]').first().waitFor()
  }),
  boardAt('table-grouped', () => '?view=table&group=status&sort=-priority', async (at) => {
    await at.locator('[data-table] [data-task-id]').first().waitFor()
  }),
  boardAt('query', () => '?view=table&filter=priority%3E%3Dlow', async (at) => {
    await at.locator('[data-query] textarea').press('End')
    await at.keyboard.type(' and hgh=1')
    await at.getByRole('alert').first().waitFor()
  }),
  over(boardAt('save-view', () => '?priority=high', async (at) => {
    const button = at.getByRole('button', { name: 'Save view' })
    await button.waitFor()
    await button.click()
    await at.getByRole('dialog').waitFor()
  })),
  over(board('change-field', async (at) => {
    await at.locator('[data-card-link]').first().focus()
    for (const key of ['x', 'Shift+ArrowDown', 'Shift+ArrowDown']) await at.keyboard.press(key)
    await at.locator('[data-selection-bar]').getByRole('button', { name: 'Change a field…' }).click()
    const dialog = at.getByRole('dialog')
    await dialog.getByRole('combobox', { name: /^To what/ }).click()
    await at.getByRole('option').last().click()
    await dialog.getByRole('listitem').first().waitFor()
  })),
  over(board('put-away', async (at) => {
    // One task goes at once: two are wanted, whatever column they are in.
    for (const place of [0, 1]) {
      await at.locator('[data-card-link]').nth(place).focus()
      await at.keyboard.press('x')
      await at.locator('[data-selection-bar]').getByText(`${place + 1} selected`).waitFor()
    }
    await at.locator('[data-selection-bar]').getByRole('button', { name: 'Archive' }).click()
    await at.getByRole('dialog').getByRole('listitem').last().waitFor()
  })),
  over(board('transfer', async (at) => {
    await at.locator('[data-card-link]').first().focus()
    for (const key of ['x', 'Shift+ArrowDown', 'Shift+ArrowDown']) await at.keyboard.press(key)
    await at.locator('[data-selection-bar]').getByRole('button', { name: 'Move to project…' }).click()
    const dialog = at.getByRole('dialog')
    const choice = dialog.getByRole('button', { name: /^Project/ })
    await choice.or(dialog.getByText('There is no other project')).first().waitFor()
    if (!(await choice.isVisible())) return
    await choice.click()
    await at.getByRole('option').first().click()
    await dialog.getByRole('listitem').first().waitFor()
  })),
  over(board('merge', async (at) => {
    await at.locator('[data-card-link]').first().focus()
    for (const key of ['x', 'Shift+ArrowDown', 'Shift+ArrowDown']) await at.keyboard.press(key)
    await at.locator('[data-selection-bar]').getByRole('button', { name: 'Merge into another task…' }).click()
    const dialog = at.getByRole('dialog')
    await dialog.getByRole('option').first().click()
    await dialog.getByRole('listitem').first().waitFor()
  })),
  over(board('display', async (at) => {
    const button = at.getByRole('button', { name: /^Display/ })
    if (!(await button.isVisible())) await at.getByRole('button', { name: 'Filter', exact: true }).click()
    await button.click()
    await at.getByRole('menu').first().waitFor()
  })),
  board('selection', async (at) => {
    await at.locator('[data-card-link]').first().focus()
    await at.keyboard.press('x')
    await at.locator('[data-selection-bar]').waitFor()
  }),
  over(board('connection', showConnection)),
  over(board('conflicts', async (at) => {
    await at.evaluate(REFUSE_ONE)
    await at.reload()
    await at.locator('[data-task-id]').first().waitFor()
    await showConnection(at)
    await at.getByRole('button', { name: 'Decide' }).click()
    await at.locator('[data-conflict-inbox] li').first().waitFor()
  })),
  over(board('activity', async (at) => {
    await showConnection(at)
    await at.getByRole('button', { name: 'Activity', exact: true }).click()
    await at.getByRole('dialog', { name: 'Activity' }).waitFor()
    await quiet(at)
  })),
  over(board('palette', async (at) => {
    await at.keyboard.press('Control+k')
    await at.getByRole('combobox', { name: 'Commands' }).waitFor()
  })),
  over(board('help', async (at) => {
    await at.keyboard.press('?')
    await at.getByRole('dialog', { name: 'Keyboard shortcuts' }).waitFor()
  })),
  board('offline', async (at) => {
    await at.context().setOffline(true)
    await at.locator('[data-connection="offline"]').first().waitFor({ timeout: 30_000 })
  }),
  // Remembered by the browser, so it comes last.
  board('collapsed-columns', async (at) => {
    await at.locator('[data-card-link]').first().focus()
    await at.keyboard.press('Shift+C')
    // On a phone one column fills the screen, and none is narrow.
    if (await at.evaluate('innerWidth >= 700')) await at.locator('[data-collapsed]').first().waitFor({ state: 'attached' })
  }),
]

/** An open task with two pictures and a text. */
async function showFiles(at: Page): Promise<void> {
  const panel = at.locator('[data-task-panel]')
  const picture = (name: string, width: number) => ({ name, mimeType: 'image/png', buffer: Buffer.from(pngOf(width, 300)) })
  await panel.getByRole('button', { name: 'Attach files' }).waitFor()
  await panel.locator('[data-file-chooser]').setInputFiles([
    picture('fence.png', 400), picture('gate.png', 300), { name: 'colours.txt', mimeType: 'text/plain', buffer: Buffer.from('white, twice') },
  ])
  await panel.getByRole('button', { name: 'Look at gate.png' }).first().waitFor()
  await panel.getByRole('button', { name: 'Download colours.txt' }).first().waitFor()
  await quiet(at)
}

/** As if the server had refused a title that another had changed meanwhile: it waits in the conflict inbox. */
const REFUSE_ONE = `new Promise((resolve, reject) => {
  const taskId = document.querySelector('[data-task-id]').dataset.taskId
  const membershipId = localStorage.getItem('lockstep.member')
  const change = { key: 'refused', name: 'updateTask', input: { taskId, patch: { title: 'What I called it in the train' } }, membershipId,
    stream: '', projectId: location.pathname.split('/')[2], taskIds: [taskId], at: Date.now(), base: { version: 1, values: { title: 'Before' } } }
  const problem = { type: '', title: '', status: 409, code: 'version_conflict', detail: '', traceId: '', data: { current: {} } }
  const opening = indexedDB.open('lockstep')
  opening.onerror = reject
  opening.onsuccess = () => {
    const writing = opening.result.transaction('refused', 'readwrite')
    writing.objectStore('refused').put({ key: 'refused', change, problem, at: Date.now() })
    writing.oncomplete = () => { opening.result.close(); resolve() }
    writing.onerror = reject
  }
})`

async function showConnection(at: Page): Promise<void> {
  await at.locator('[data-connection] button').first().click()
  await at.getByRole('dialog', { name: 'Connection' }).waitFor()
}

/** Opens what a button of the page opens. */
function dialog(button: string): Then {
  return async (at) => {
    await at.getByRole('button', { name: button }).first().click()
    await at.getByRole('dialog').waitFor()
  }
}

/** Takes an action of the first status, and waits for its dialog. */
async function choose(at: Page, action: string): Promise<void> {
  await at.locator('[data-status-row] button[aria-haspopup]').first().click()
  await at.getByRole('menuitem', { name: action, exact: true }).click()
  await at.getByRole('dialog').or(at.getByRole('alertdialog')).waitFor()
}

/** What the server answers when it refuses. */
function problem(status: number, code: string, data?: object) {
  return { status, contentType: 'application/problem+json', body: JSON.stringify({ type: 'about:blank', title: code, status, code, detail: code, traceId: '', data }) }
}

/** A screen of somebody for whom one answer of the server is another. */
function changed(name: string, answer: string, change: (data: Record<string, object>) => object, show: Then): Screen {
  return { name, as: 'admin', isApart: true, show: async (at, place) => {
    await at.route(`**${answer}`, async (route) => {
      const response = await route.fetch()
      const data = await response.json() as Record<string, object>
      await route.fulfill({ response, json: { ...data, ...change(data) } })
    })
    await show(at, place)
    await at.unrouteAll({ behavior: 'ignoreErrors' })
  } }
}

type Then = (page: Page, place: Place) => Promise<void>

function visitor(name: string, path: (place: Place) => string, button: RegExp, then?: Then): Screen {
  return { name, as: 'visitor', show: async (at, place) => {
    await at.goto(path(place))
    await at.getByRole('button', { name: button }).first().waitFor()
    await then?.(at, place)
  } }
}

function sendEmpty(button: RegExp): Then {
  return async (at) => {
    await at.getByRole('button', { name: button }).first().click()
    await at.locator('[aria-invalid="true"]').first().waitFor()
  }
}

function page(name: string, path: (place: Place) => string, then?: Then): Screen {
  return { name, as: 'admin', show: async (at, place) => {
    await at.goto(path(place))
    await at.getByRole('main').getByRole('heading', { level: 1 }).waitFor()
    await quiet(at)
    await then?.(at, place)
  } }
}

function board(name: string, then?: Then): Screen {
  return { name, as: 'admin', show: async (at, place) => {
    await at.goto(`/projects/${place.projectId}`)
    await at.locator('[data-connection="live"]').first().waitFor()
    await at.locator('[data-task-id]').first().waitFor()
    await then?.(at, place)
  } }
}

/** A board as a part of its address says. */
function boardAt(name: string, search: (place: Place) => string, then?: Then): Screen {
  return { name, as: 'admin', show: async (at, place) => {
    await at.goto(`/projects/${place.projectId}${search(place)}`)
    await at.locator('[data-connection="live"]').first().waitFor({ state: 'attached' })
    await then?.(at, place)
  } }
}

/** A screen that is looked at without what is beneath it. */
function over(screen: Screen): Screen {
  return { ...screen, isOver: true }
}

/** Nothing says that it is still loading. */
async function quiet(at: Page): Promise<void> {
  await at.locator('[aria-label="Loading"], [aria-busy="true"]').first().waitFor({ state: 'detached' })
}

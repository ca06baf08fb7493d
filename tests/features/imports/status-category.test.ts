// The category of a status as guessed from names of lists in many languages.
import { describe, expect, it } from 'vitest'
import { categoryOfName } from '../../../shared/trello/status-category.ts'
import { planOf } from './trello-board.ts'

const KNOWN = {
  done: [
    'Done', 'DONE! 🙌🏽', '✅ Completed', 'Готово', 'Сделано', 'Fertig', 'Erledigt', 'Hecho', 'Terminé',
    'Concluído', 'Fatto', 'Klaar', 'Zrobione', 'Hotovo', 'Tamamlandı', 'Klart', 'Valmis', 'Kész', '完了', '已完成',
    '완료', 'Done (March)', 'Released', 'בוצע',
  ],
  active: [
    'Doing', 'In Progress', 'in-progress', 'Code Review', 'Testing', 'In Arbeit', 'In Bearbeitung', 'En cours',
    'En progreso', 'Em andamento', 'In corso', 'Mee bezig', 'W trakcie', 'В работе', 'На проверке',
    'Devam ediyor', 'Pågående', 'Kesken', '進行中', '进行中', '진행 중', 'Waiting for customer', 'Ready for review',
    'قيد التنفيذ',
  ],
  todo: [
    'To do', 'TODO 📚', 'To-Do', 'Not done', 'What is to be done', 'Zu erledigen', 'Noch nicht erledigt',
    'À faire', 'Por hacer', 'Pendiente', 'A fazer', 'Da fare', 'Te doen', 'Do zrobienia', 'К выполнению',
    'Не готово', 'Yapılacaklar', 'Att göra', 'やること', '未着手', '未完成', '待办', '할 일', 'Next up', 'This week',
    'Geplant',
  ],
  backlog: [
    'Backlog', 'Ideas', 'Icebox', 'BRAINSTORM 🤔', 'Ideen', 'Idées', 'Pomysły', 'Идеи', 'Бэклог', 'Fikirler',
    'アイデア', '백로그', 'Someday / maybe', 'Feature requests',
  ],
  cancelled: [
    'Cancelled', 'Canceled', "Won't do", 'Won’t have', 'Abgebrochen', 'Annulé', 'Cancelado', 'Отменено',
    'İptal', '取消',
  ],
} as const

describe('the category of a status', () => {
  for (const [category, names] of Object.entries(KNOWN)) {
    it.each(names)(`${category}: %s`, (name) => expect(categoryOfName(name)).toBe(category))
  }

  const unknown = ['', '....', 'Garden', 'A pen', 'Undone', 'Doings', 'Test list', 'Lista de compras', 'constructor']
  it.each(unknown)('unknown: %s', (name) => expect(categoryOfName(name)).toBeNull())

  it('is todo for an unknown first open list and active for other unknown ones', () => {
    const lists = [
      { id: 'a', name: 'Old', closed: true }, { id: 'list', name: 'Garden' }, { id: 'c', name: 'Pet' },
      { id: 'd', name: 'Done' },
    ]
    expect(planOf({ lists }).statuses.map((status) => status.category)).toEqual(['active', 'todo', 'active', 'done'])
  })
})

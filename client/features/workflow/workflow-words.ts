// A status's categories and rules as people read them.
import { categories, type Category } from '../../../shared/features/workflow.ts'
import { locale } from '../../i18n/locale.svelte.ts'
import type { WorkflowItem } from './workflow-desk.ts'
import { t } from './words.ts'

export const categoryName = (category: Category): string => t(`category.${category}`)
export const categoryOptions = () => categories.map((value) => ({ value, label: categoryName(value) }))

/** "Limit 4", "Only to Review or Done", and the category: what a row says of its status. */
export function factsOf({ limit, nextStatusIds, category }: WorkflowItem, items: readonly WorkflowItem[]): string[] {
  return [
    ...(limit === null ? [] : [t('limit.short', { limit })]), ...(nextStatusIds === null ? [] : [waysOf(nextStatusIds, items)]),
    categoryName(category),
  ]
}

function waysOf(nextStatusIds: readonly string[], items: readonly WorkflowItem[]): string {
  const names = items.filter(({ id }) => nextStatusIds.includes(id)).map(({ name }) => name)
  return names.length === 0 ? t('ways.shortNone') : t('ways.short', { names: locale.list(names, 'disjunction') })
}

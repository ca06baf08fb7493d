// What kinds of custom fields there are; the browser reads them without the schemas.

export const fieldKinds = ['text', 'number', 'date', 'select', 'multi_select', 'person', 'checkbox', 'url'] as const

// The name of most kinds of events, by their type: `task.created` is `taskCreated`.
export const nameOfType = (type: string): string => type.replaceAll(/[._](\w)/g, (_, letter: string) => letter.toUpperCase())

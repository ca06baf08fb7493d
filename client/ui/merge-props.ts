// Two sets of properties for one element, as when a button has both a tooltip and a menu.
type Props = Record<PropertyKey, unknown>
type Handler = (event: Event) => void

/** The later set wins; handlers of the same event are called one after the other. */
export function mergeProps(first: Props, second: Props): Props {
  const merged: Props = { ...first, ...second }
  for (const name of Object.keys(first)) {
    if (name.startsWith('on') && isHandler(first[name]) && isHandler(second[name])) merged[name] = inTurn(first[name], second[name])
  }
  return merged
}

function isHandler(value: unknown): value is Handler {
  return typeof value === 'function'
}

function inTurn(first: Handler, second: Handler): Handler {
  return (event) => {
    first(event)
    second(event)
  }
}

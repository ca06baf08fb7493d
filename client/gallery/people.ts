// The people and labels of the gallery's examples.
export const people = [
  { id: 'm-1', name: 'Mira Lindqvist', team: 'Storefront' },
  { id: 'm-2', name: 'Ade Okafor', team: 'Storefront' },
  { id: 'm-3', name: 'Tove Strand', team: 'Operations' },
  { id: 'm-4', name: 'Jun Kato', team: 'Operations' },
  { id: 'm-5', name: 'Luca Bianchi-Montefiascone della Rovere', team: 'Brand' },
  { id: 'm-6', name: 'Robin Tal', team: 'Brand' },
  { id: 'm-7', name: 'Sync bot', team: 'Bots', bot: true },
]

export const personOptions = people.map((person) => ({
  value: person.id, label: person.name, hint: person.team, bot: person.bot,
}))

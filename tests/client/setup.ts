// The browser of these tests is a British one: its region decides how days and times are written.
Object.defineProperty(globalThis.navigator, 'languages', { configurable: true, value: ['en-GB'] })

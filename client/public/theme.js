// Classic script, run before the first paint: puts the remembered theme, density, motion and language on <html>. Kept
// outside the bundle so that the content security policy needs no inline script. The same keys are written by
// client/ui/theme.svelte.ts and client/i18n/locale.svelte.ts.
(function () {
  var root = document.documentElement
  function remembered(key, allowed, fallback) {
    try {
      var value = localStorage.getItem(key)
      return allowed.indexOf(value) < 0 ? fallback : value
    } catch {
      return fallback
    }
  }
  var theme = remembered('lockstep.theme', ['light', 'dark', 'system'], 'system')
  var dark = theme === 'dark' || (theme === 'system' && matchMedia('(prefers-color-scheme: dark)').matches)
  root.dataset.theme = dark ? 'dark' : 'light'
  root.dataset.density = remembered('lockstep.density', ['comfortable', 'compact', 'dense'], 'comfortable')
  root.dataset.motion = remembered('lockstep.motion', ['system', 'reduced'], 'system')
  var languages = ['en', 'de']
  var spoken = navigator.languages.map(function (tag) { return tag.toLowerCase().split('-')[0] })
  var preferred = spoken.filter(function (tag) { return languages.indexOf(tag) >= 0 })[0] || 'en'
  root.lang = remembered('lockstep.language', languages, preferred)
})()

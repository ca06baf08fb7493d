// What Spectral's OWASP rules may find here, each with the reason why it stays.
export interface Exception {
  rule: string
  /** Where in the document: parts of the path joined by `/`. */
  at: RegExp
  reason: string
}

const ANSWERS = /\/responses\/|^components\/(?:headers|schemas\/Problem)\b/

export const exceptions: Exception[] = [
  ...['string-limit', 'string-restricted', 'array-limit', 'integer-limit'].map((limit) => (
    { rule: `owasp:api4:2023-${limit}`, at: ANSWERS, reason: 'Answers are bounded by what was let in, by page sizes and by pagination; repeating it would only break old clients when a limit is raised.' })),
  { rule: 'owasp:api4:2023-string-restricted', at: /\/requestBody\/|\/parameters\//,
    reason: 'Names, texts and passwords are free text in any language, tokens and cursors are opaque. Whatever has a shape (ids, times, choices, tags of versions) says so by format, pattern or enum.' },
  { rule: 'owasp:api8:2023-define-cors-origin', at: ANSWERS, reason: 'No page of another origin may read answers: the header is absent on purpose.' },
  { rule: 'owasp:api2:2023-write-restricted', at: /^paths\/\/api\/auth\/(?:register|login|refresh|verify|logout|accept-invitation|preview-invitation|request-password-reset|preview-password-reset|reset-password)\//,
    reason: 'These are how one comes by a token, or gives one up; they are limited by address and account.' },
  { rule: 'owasp:api2:2023-read-restricted', at: /^paths\/\/api\/files\/\{link\}\//,
    reason: 'The address is what opens it: sealed, for five minutes, and with the present rights of who asked for it.' },
  { rule: 'owasp:api8:2023-define-error-responses-401', at: /^paths\/\/api\/auth\/(?:register|logout|preview-invitation|request-password-reset|preview-password-reset|reset-password)\//,
    reason: 'Nobody is signed in here, and nothing that is sent can be refused as a wrong credential.' },
  { rule: 'owasp:api8:2023-define-error-validation', at: /^paths\/.*\/responses$/,
    reason: 'These take ids in the path and nothing else: an id that is none is a 404 like one that nobody has.' },
  { rule: 'owasp:api2:2023-no-credentials-in-url', at: /^paths\/\/api\/tokens\/\{tokenId\}\//, reason: 'The id of a token, by which it is revoked; the secret is in no address.' },
  ...['api2:2023-write-restricted', 'api2:2023-no-credentials-in-url', 'api8:2023-define-error-responses-401'].map((rule) => (
    { rule: `owasp:${rule}`, at: /^paths\/\/api\/letters\/unsubscribe\//, reason: 'Whoever has the letter ends the letters, without signing in, by the address in its head (RFC 8058): the token in it can do nothing else. One that is none is a 404.' })),
]

// Who may import whom (docs/architecture.md): a walk over all imports.
import { describe, expect, it } from 'vitest'
import { sourceFiles, type SourceFile } from './source-files.ts'

const server = sourceFiles('server/**/*.ts')
const layerOf = (path: string) => path.split('/')[1]!
const isLocal = (target: string) => /^(server|shared|client|tests|scripts|bench|examples)\//.test(target)

function breaches(files: SourceFile[], allowed: (file: SourceFile, target: string) => boolean): string[] {
  return files.flatMap((file) => file.imports.filter((target) => isLocal(target) && !allowed(file, target)).map((target) => `${file.path} -> ${target}`))
}

const within = (...places: string[]) => (_: SourceFile, target: string) => places.some((place) => target.startsWith(place))
const of = (layer: string) => server.filter(({ path }) => path.startsWith(`server/${layer}/`))

describe('imports', () => {
  it('shared imports only itself, zod and the ranks\' library', () => {
    const files = sourceFiles('shared/**/*.ts')
    expect(files.length).toBeGreaterThan(20)
    expect(breaches(files, within('shared/'))).toEqual([])
    const packages = new Set(files.flatMap(({ imports }) => imports.filter((target) => !isLocal(target))))
    expect([...packages].sort()).toEqual(['fractional-indexing', 'zod'])
  })

  it('the kernel knows no feature', () => {
    const migrations = (file: SourceFile, target: string) => file.path === 'server/kernel/database.ts' && target.startsWith('server/migrations/')
    expect(breaches(of('kernel'), (file, target) => within('shared/', 'server/kernel/')(file, target) || migrations(file, target))).toEqual([])
  })

  it('the policy stands on the kernel only', () => {
    expect(breaches(of('policy'), within('shared/', 'server/kernel/', 'server/policy/'))).toEqual([])
  })

  it('http stands on kernel and policy', () => {
    expect(breaches(of('http'), within('shared/', 'server/kernel/', 'server/policy/', 'server/http/'))).toEqual([])
  })

  it('realtime stands on kernel and policy', () => {
    expect(breaches(of('realtime'), within('shared/', 'server/kernel/', 'server/policy/', 'server/realtime/'))).toEqual([])
  })

  it('S132 a feature uses kernel, policy and shared; http only in its routes', () => {
    const inFeature = (file: SourceFile, target: string) => {
      if (target.startsWith('server/http/')) return /\.routes\.ts$|\/auth\//.test(file.path) || file.path === 'server/features/index.ts'
      return within('shared/', 'server/kernel/', 'server/policy/', 'server/features/')(file, target) ||
        (/\.(routes|jobs)\.ts$|features\/(index|dependencies)\.ts$|\/auth\/|\/demo\/|\/mail\//.test(file.path) && target === 'server/config.ts')
    }
    expect(breaches(of('features'), inFeature)).toEqual([])
  })

  it('routes of another feature are nobody\'s business', () => {
    const foreign = (file: SourceFile, target: string) =>
      !target.endsWith('.routes.ts') || file.path === 'server/features/index.ts' || layerOf(file.path) === layerOf(target)
    expect(breaches(of('features'), foreign)).toEqual([])
  })

  it('the client imports shared, never the server', () => {
    const files = [...sourceFiles('client/**/*.ts'), ...sourceFiles('client/**/*.svelte')]
    expect(files.length).toBeGreaterThan(20)
    expect(breaches(files, within('shared/', 'client/'))).toEqual([])
  })
})

describe('one place for each thing', () => {
  const offenders = (files: SourceFile[], pattern: RegExp, except: RegExp) =>
    files.filter(({ path, text }) => pattern.test(text) && !except.test(path)).map(({ path }) => path)

  it('the environment is read in config.ts', () => {
    expect(offenders(server, /process\.env/, /^server\/config\.ts$/)).toEqual([])
  })

  it('the time is asked of clock.ts', () => {
    expect(offenders(server, /Date\.now\(\)|new Date\(\)/, /^server\/kernel\/clock\.ts$|^server\/realtime\//)).toEqual([])
  })

  it('roles are compared in policy/', () => {
    const compared = /\brole\s*[!=]==|\[[^\]]*'admin'[^\]]*\]\.includes/
    expect(offenders(server, compared, /^server\/policy\//)).toEqual([])
  })

  it('events are emitted in realtime/', () => {
    expect(offenders(server, /\.emit\(/, /^server\/realtime\//)).toEqual([])
  })

  it('only the kernel opens entity managers', () => {
    expect(offenders(server, /\.fork\(|orm\.em|getConnection\(\)|filters: false/, /^server\/kernel\/(transact|database)\.ts$/)).toEqual([])
  })
})

describe('size', () => {
  it('files stay small: median under 80 lines, 90th percentile under 200, none over 300', () => {
    const files = [...sourceFiles('{shared,server,client}/**/*.{ts,svelte}')].filter(({ path }) => !path.includes('/migrations/'))
    const lines = files.map(({ path, text }) => ({ path, count: text.split('\n').length })).sort((a, b) => a.count - b.count)
    const at = (share: number) => lines[Math.floor(lines.length * share)]!.count
    expect(lines.filter(({ count }) => count > 300)).toEqual([])
    expect(at(0.5)).toBeLessThan(80)
    expect(at(0.9)).toBeLessThan(200)
  })
})

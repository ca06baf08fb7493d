// A file in the store. Its row is there before its bytes and goes after them, so that no byte is ever forgotten.
import { defineEntity, p } from '@mikro-orm/core'
import { key, tenant } from '../../kernel/tenancy.ts'

const StoredFileSchema = defineEntity({
  name: 'StoredFile', tableName: 'files',
  ...tenant(),
  properties: {
    ...key,
    mediaType: p.text().name('type'),
    size: p.bigint('number'),
    digest: p.text(),
    width: p.integer().nullable(),
    height: p.integer().nullable(),
    /** Since when nothing shows it: an upload that was broken off, or an attachment that was removed. */
    unusedSince: p.datetime(3).nullable(),
    /** An import has stored it and named it nowhere yet: no backup needs it. */
    forImport: p.boolean().default(false),
    createdAt: p.datetime(3),
  },
})
export class StoredFile extends StoredFileSchema.class {}
StoredFileSchema.setClass(StoredFile)

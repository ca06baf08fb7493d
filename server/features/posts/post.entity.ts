// A post of a team, and what members say to it.
import { defineEntity, p } from '@mikro-orm/core'
import { key, stamps, tenant } from '../../kernel/tenancy.ts'
import { Membership } from '../members/membership.entity.ts'
import { Team } from '../teams/team.entity.ts'

const author = () => p.manyToOne(Membership).joinColumns('organization_id', 'author_id').ownColumns('author_id')
  .deleteRule('set null (author_id)').nullable().ref()

const PostSchema = defineEntity({
  name: 'Post', tableName: 'posts',
  ...tenant(),
  properties: {
    ...key,
    team: () => p.manyToOne(Team).joinColumns('organization_id', 'team_id').ownColumns('team_id').deleteRule('cascade').ref(),
    author,
    body: p.text(),
    version: p.integer(),
    ...stamps,
  },
  indexes: [{ properties: ['organizationId', 'team', 'createdAt', 'id'] }],
})
export class Post extends PostSchema.class {}
PostSchema.setClass(Post)

const PostCommentSchema = defineEntity({
  name: 'PostComment', tableName: 'post_comments',
  ...tenant(),
  properties: {
    ...key,
    post: () => p.manyToOne(Post).joinColumns('organization_id', 'post_id').ownColumns('post_id').deleteRule('cascade').ref(),
    author,
    body: p.text(),
    version: p.integer(),
    ...stamps,
  },
  indexes: [{ properties: ['organizationId', 'post', 'createdAt', 'id'] }],
})
export class PostComment extends PostCommentSchema.class {}
PostCommentSchema.setClass(PostComment)

// The words of tasks and comments in tables of their own, so that moving a task never touches an index of words. Triggers keep them, as
// they would keep an index: no way of writing can forget them.
import { Migration } from '@mikro-orm/migrations'

const TENANT = `organization_id = ( SELECT (NULLIF(current_setting('app.organization'::text, true), ''::text))::uuid AS "nullif")`

export class Search extends Migration {
  override up(): void {
    this.addSql(`create table "task_words" ("organization_id" uuid not null, "task_id" uuid not null, "project_id" uuid not null, "words" tsvector not null, primary key ("organization_id", "task_id"));`)
    this.addSql(`create table "comment_words" ("organization_id" uuid not null, "comment_id" uuid not null, "task_id" uuid not null, "project_id" uuid not null, "words" tsvector not null, primary key ("organization_id", "comment_id"));`)
    for (const statement of [PLAIN, SCOPE, TASK_WORDS, COMMENT_WORDS]) this.addSql(statement)
    for (const statement of [ON_TASKS, ON_TASK, ON_COMMENTS, ON_COMMENT, ON_PROJECT, GONE_TASKS, GONE_COMMENTS, ...TRIGGERS]) this.addSql(statement)
    this.#fill()
    this.addSql(`create index "task_words_words_index" on "task_words" using gin ("words");`)
    this.addSql(`create index "comment_words_words_index" on "comment_words" using gin ("words");`)
    for (const table of ['task_words', 'comment_words']) this.#protect(table)
    this.addSql(SEARCH)
    this.addSql('revoke all on function search_words(uuid, tsquery, uuid[], int) from public')
    this.addSql('grant execute on function search_words(uuid, tsquery, uuid[], int) to lockstep_app')
  }

  /** What was written before. The owner of the tables sees none of their rows while their security is forced. */
  #fill(): void {
    for (const table of ['tasks', 'comments']) this.addSql(`alter table "${table}" no force row level security;`)
    this.addSql(`insert into task_words select organization_id, id, project_id, words_of_task(organization_id, project_id, title, description) from tasks`)
    this.addSql(`insert into comment_words select c.organization_id, c.id, t.id, t.project_id, words_of_comment(c.organization_id, t.project_id, c.body)
      from comments c join tasks t on t.organization_id = c.organization_id and t.id = c.task_id`)
    for (const table of ['tasks', 'comments']) this.addSql(`alter table "${table}" force row level security;`)
  }

  /** The second policy is for the owner alone, as whom `search_words` reads. */
  #protect(table: string): void {
    this.addSql(`alter table "${table}" enable row level security;`)
    this.addSql(`alter table "${table}" force row level security;`)
    this.addSql(`create policy "tenant" on "${table}" to "lockstep_app" using (${TENANT}) with check (${TENANT});`)
    this.addSql(`do $$ begin execute format('create policy "search" on "${table}" for select to %I using (true)', current_user); end $$`)
    this.addSql(`grant select, insert, update, delete on ${table} to lockstep_app`)
  }
}

/**
 * Without accents; punctuation parts words, else "board/list" would be a path and no two words. Cut, since the database refuses
 * words of more than a megabyte together, and normalizing makes some signs several times as long.
 */
const PLAIN = `create function plain_words(given text) returns text language sql immutable parallel safe as $$
  select translate(regexp_replace(left(normalize(given, NFKD), 50000), U&'[\\0300-\\036f]', '', 'g'), '._-/\\:@#&?=%+~<>*''\`', repeat(' ', 20)) $$`

/** Where the words are, as words that nobody can type: one index then finds place and words at once. */
const SCOPE = `create function words_of_place(organization uuid, project uuid) returns tsvector language sql immutable parallel safe as $$
  select array_to_tsvector(array['=o' || organization, '=p' || project]) $$`

const TASK_WORDS = `create function words_of_task(organization uuid, project uuid, title text, description text) returns tsvector
  language sql immutable parallel safe as $$
  select words_of_place(organization, project) || setweight(to_tsvector('pg_catalog.simple', plain_words(title)), 'A')
    || setweight(to_tsvector('pg_catalog.simple', plain_words(description)), 'C') $$`

const COMMENT_WORDS = `create function words_of_comment(organization uuid, project uuid, body text) returns tsvector
  language sql immutable parallel safe as $$
  select words_of_place(organization, project) || setweight(to_tsvector('pg_catalog.simple', plain_words(body)), 'D') $$`

const ON_TASKS = `create function keep_words_of_tasks() returns trigger language plpgsql as $$ begin
  insert into task_words (organization_id, task_id, project_id, words)
    select organization_id, id, project_id, words_of_task(organization_id, project_id, title, description) from fresh;
  return null; end $$`

const ON_TASK = `create function keep_words_of_task() returns trigger language plpgsql as $$ begin
  update task_words set project_id = new.project_id, words = words_of_task(new.organization_id, new.project_id, new.title, new.description)
    where organization_id = new.organization_id and task_id = new.id;
  return null; end $$`

const ON_COMMENTS = `create function keep_words_of_comments() returns trigger language plpgsql as $$ begin
  insert into comment_words (organization_id, comment_id, task_id, project_id, words)
    select f.organization_id, f.id, t.id, t.project_id, words_of_comment(f.organization_id, t.project_id, f.body)
    from fresh f join tasks t on t.organization_id = f.organization_id and t.id = f.task_id;
  return null; end $$`

const ON_COMMENT = `create function keep_words_of_comment() returns trigger language plpgsql as $$ begin
  update comment_words set words = words_of_comment(new.organization_id, project_id, new.body)
    where organization_id = new.organization_id and comment_id = new.id;
  return null; end $$`

/** Comments go with their task. */
const ON_PROJECT = `create function keep_words_of_project() returns trigger language plpgsql as $$ begin
  update comment_words w set project_id = new.project_id, words = words_of_comment(w.organization_id, new.project_id, c.body)
    from comments c where c.organization_id = w.organization_id and c.id = w.comment_id and w.organization_id = new.organization_id and w.task_id = new.id;
  return null; end $$`

/** A foreign key would do it too, but looks for its task once for each row, by whatever index the embedded database, which has no statistics, takes. */
const GONE_TASKS = `create function drop_words_of_tasks() returns trigger language plpgsql as $$ begin
  delete from task_words w using gone g where w.organization_id = g.organization_id and w.task_id = g.id;
  return null; end $$`

const GONE_COMMENTS = `create function drop_words_of_comments() returns trigger language plpgsql as $$ begin
  delete from comment_words w using gone g where w.organization_id = g.organization_id and w.comment_id = g.id;
  return null; end $$`

const TRIGGERS = [
  `create trigger words_of_gone after delete on tasks referencing old table as gone for each statement execute function drop_words_of_tasks()`,
  `create trigger words_of_gone after delete on comments referencing old table as gone for each statement execute function drop_words_of_comments()`,
  `create trigger words_of_new after insert on tasks referencing new table as fresh for each statement execute function keep_words_of_tasks()`,
  `create trigger words after update of title, description, project_id on tasks for each row
    when (old.title is distinct from new.title or old.description is distinct from new.description or old.project_id is distinct from new.project_id)
    execute function keep_words_of_task()`,
  `create trigger words_of_comments after update of project_id on tasks for each row
    when (old.project_id is distinct from new.project_id) execute function keep_words_of_project()`,
  `create trigger words_of_new after insert on comments referencing new table as fresh for each statement execute function keep_words_of_comments()`,
  `create trigger words after update of body on comments for each row
    when (old.body is distinct from new.body) execute function keep_words_of_comment()`,
]

/**
 * Operators of text search are not leakproof: under row-level security their index would never be used. So this one function reads as the
 * owner: for the organization of the transaction and no other, in the given projects (null: all), and it gives ids only, which the asker
 * then reads under row-level security. Of very common words \`most\` tasks and \`most\` comments are looked at.
 */
const SEARCH = `create function search_words(organization uuid, asked tsquery, projects uuid[], most int)
  returns table (task_id uuid, comment_id uuid, points real)
  language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  declare scoped tsquery; begin
    if organization is distinct from nullif(current_setting('app.organization', true), '')::uuid then return; end if;
    scoped := asked && case when projects is null then format('''=o%s''', organization)
      else (select string_agg(format('''=p%s''', project), ' | ') from unnest(projects) project) end::tsquery;
    return query (select w.task_id, null::uuid, ts_rank(w.words, asked) from task_words w
        where w.words @@ scoped and w.organization_id = organization limit most)
      union all (select w.task_id, w.comment_id, ts_rank(w.words, asked) from comment_words w
        where w.words @@ scoped and w.organization_id = organization limit most);
  end $$`

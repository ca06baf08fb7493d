// Search by the names of files and projects, and by words that are like the typed ones. Decision 0034 says why it is kept so.
import { Migration } from '@mikro-orm/migrations'

const TENANT = `organization_id = ( SELECT (NULLIF(current_setting('app.organization'::text, true), ''::text))::uuid AS "nullif")`
/** What `search_names` and `similar_words` read as the owner. */
const TABLES = ['name_words', 'known_words']
const WITH_WORDS = ['task_words', 'comment_words', 'name_words']
const FILLED_FROM = ['attachments', 'tasks', 'projects', ...WITH_WORDS]

export class NamesAndSimilarWords extends Migration {
  override up(): void {
    this.addSql(`create table "name_words" ("organization_id" uuid not null, "id" uuid not null, "kind" text not null, "place_id" uuid null, "words" tsvector not null, primary key ("organization_id", "id"));`)
    this.addSql(`create table "known_words" ("organization_id" uuid not null, "id" uuid not null, "word" text not null, primary key ("organization_id", "id"));`)
    for (const statement of [WORDS_OF_NAME, ...KEEPERS, ...TRIGGERS, LEARN, ...LEARNING]) this.addSql(statement)
    this.#fill()
    this.addSql(`create index "name_words_words_index" on "name_words" using gin ("words");`)
    this.addSql(`create index "known_words_organization_id_word_index" on "known_words" ("organization_id", "word");`)
    this.addSql(LIKENESS)
    for (const table of TABLES) this.#protect(table)
    for (const [body, signature] of [[SEARCH, 'search_names(uuid, tsquery, uuid[], int)'], [SIMILAR, 'similar_words(uuid, text[], int)']] as const) {
      this.addSql(body)
      this.addSql(`revoke all on function ${signature} from public`)
      this.addSql(`grant execute on function ${signature} to lockstep_app`)
    }
  }

  /** What was written before. The owner of the tables sees none of their rows while their security is forced. */
  #fill(): void {
    const tables = FILLED_FROM.filter((table) => table !== 'name_words')
    for (const table of tables) this.addSql(`alter table "${table}" no force row level security;`)
    this.addSql(`insert into name_words ${wordsOfFiles('attachments')}`)
    this.addSql(`insert into name_words select organization_id, id, 'project', id, words_of_name(organization_id, id, name, description) from projects`)
    this.addSql(`insert into known_words select organization_id, gen_random_uuid(), word from (select distinct organization_id, word
      from (${['task_words', 'comment_words'].map((table) => `select organization_id, unnest(tsvector_to_array(words)) as word from ${table}`).join(' union all ')}) w
      where ${WORTH_KNOWING}) w where not exists (select from known_words k where k.organization_id = w.organization_id and k.word = w.word)`)
    for (const table of tables) this.addSql(`alter table "${table}" force row level security;`)
  }

  /** The second policy is for the owner alone, as whom the two functions read. */
  #protect(table: string): void {
    this.addSql(`alter table "${table}" enable row level security;`)
    this.addSql(`alter table "${table}" force row level security;`)
    this.addSql(`create policy "tenant" on "${table}" to "lockstep_app" using (${TENANT}) with check (${TENANT});`)
    this.addSql(`do $$ begin execute format('create policy "search" on "${table}" for select to %I using (true)', current_user); end $$`)
    this.addSql(`grant select, insert, update, delete on ${table} to lockstep_app`)
  }
}

/** Shorter ones are like too many others, numbers are never mistyped words, and \`=\` begins what says where words are. */
const WORTH_KNOWING = `length(word) between 4 and 30 and word !~ '[0-9=]'`

/** Where a file is: in its task's project, or in a project or team of its own. Columns that attachments get in another migration are read as JSON. */
const wordsOfFiles = (table: string) => `select f.organization_id, f.id, 'file', p.place, words_of_name(f.organization_id, p.place, f.name, '')
  from ${table} f left join tasks t on t.organization_id = f.organization_id and t.id = f.task_id,
  lateral (select coalesce(t.project_id, (to_jsonb(f) ->> 'project_id')::uuid, (to_jsonb(f) ->> 'team_id')::uuid) as place) p`

const WORDS_OF_NAME = `create function words_of_name(organization uuid, place uuid, name text, description text) returns tsvector
  language sql immutable parallel safe as $$
  select array_to_tsvector(array_remove(array['=o' || organization, '=p' || place], null))
    || setweight(to_tsvector('pg_catalog.simple', plain_words(name)), 'A') || setweight(to_tsvector('pg_catalog.simple', plain_words(description)), 'C') $$`

const KEEPERS = [
  `create function keep_words_of_files() returns trigger language plpgsql as $$ begin
    insert into name_words (organization_id, id, kind, place_id, words)
      ${wordsOfFiles('fresh')};
    return null; end $$`,
  `create function keep_words_of_file() returns trigger language plpgsql as $$ begin
    update name_words set words = words_of_name(new.organization_id, place_id, new.name, '')
      where organization_id = new.organization_id and id = new.id;
    return null; end $$`,
  `create function keep_words_of_moved_files() returns trigger language plpgsql as $$ begin
    update name_words w set place_id = new.project_id, words = words_of_name(w.organization_id, new.project_id, a.name, '')
      from attachments a where a.organization_id = w.organization_id and a.id = w.id and a.organization_id = new.organization_id and a.task_id = new.id;
    return null; end $$`,
  `create function keep_words_of_projects() returns trigger language plpgsql as $$ begin
    insert into name_words (organization_id, id, kind, place_id, words)
      select organization_id, id, 'project', id, words_of_name(organization_id, id, name, description) from fresh;
    return null; end $$`,
  `create function keep_words_of_renamed_project() returns trigger language plpgsql as $$ begin
    update name_words set words = words_of_name(new.organization_id, new.id, new.name, new.description)
      where organization_id = new.organization_id and id = new.id;
    return null; end $$`,
  `create function drop_words_of_names() returns trigger language plpgsql as $$ begin
    delete from name_words w using gone g where w.organization_id = g.organization_id and w.id = g.id;
    return null; end $$`,
]

const TRIGGERS = [
  ...['attachments', 'projects'].map((table) =>
    `create trigger words_of_gone after delete on ${table} referencing old table as gone for each statement execute function drop_words_of_names()`),
  `create trigger words_of_new after insert on attachments referencing new table as fresh for each statement execute function keep_words_of_files()`,
  `create trigger words after update of name on attachments for each row when (old.name is distinct from new.name) execute function keep_words_of_file()`,
  `create trigger words_of_files after update of project_id on tasks for each row
    when (old.project_id is distinct from new.project_id) execute function keep_words_of_moved_files()`,
  `create trigger words_of_new after insert on projects referencing new table as fresh for each statement execute function keep_words_of_projects()`,
  `create trigger words after update of name, description on projects for each row
    when (old.name is distinct from new.name or old.description is distinct from new.description) execute function keep_words_of_renamed_project()`,
]

/** Nothing is unique here: who adds a word must never wait for another transaction that adds the same one. */
const LEARN = `create function learn_words() returns trigger language plpgsql as $$ begin
  insert into known_words (organization_id, id, word) select w.organization_id, gen_random_uuid(), w.word
    from (select distinct f.organization_id, l.word from fresh f, unnest(tsvector_to_array(f.words)) l(word) where ${WORTH_KNOWING}) w
    where not exists (select from known_words k where k.organization_id = w.organization_id and k.word = w.word);
  return null; end $$`

const LEARNING = WITH_WORDS.flatMap((table) => ['insert', 'update'].map((event) =>
  `create trigger words_learned_by_${event} after ${event} on ${table} referencing new table as fresh for each statement execute function learn_words()`))

/** The organization comes first in the index, so that nobody's question reads others' words. Both extensions come with PostgreSQL, but not with every build of it. */
const LIKENESS = `do $$ begin
    create extension if not exists pg_trgm;
    create extension if not exists btree_gin;
    create index "known_words_likeness" on "known_words" using gin ("organization_id", "word" gin_trgm_ops) with (fastupdate = off);
  exception when undefined_file or insufficient_privilege or feature_not_supported or undefined_object then
    raise notice 'without pg_trgm and btree_gin the search forgives no typing errors: %', sqlerrm;
  end $$`

/** As \`search_words\`, of names in the given projects and teams: ids and points only, for the organization of the transaction and no other. */
const SEARCH = `create function search_names(organization uuid, asked tsquery, places uuid[], most int)
  returns table (id uuid, kind text, points real)
  language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  declare scoped tsquery; begin
    if organization is distinct from nullif(current_setting('app.organization', true), '')::uuid then return; end if;
    scoped := asked && case when places is null then format('''=o%s''', organization)
      else (select string_agg(format('''=p%s''', place), ' | ') from unnest(places) place) end::tsquery;
    return query select w.id, w.kind, ts_rank(w.words, asked) from name_words w
      where w.words @@ scoped and w.organization_id = organization limit most;
  end $$`

/**
 * Words of the organization that are like the typed ones by their trigrams. The asker may read only some of the texts they are from: the
 * server looks for them as if they had been typed, and tells none that is not in what was found.
 */
const SIMILAR = `create function similar_words(organization uuid, typed text[], most int)
  returns table (typed_word text, word text)
  language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  begin
    if organization is distinct from nullif(current_setting('app.organization', true), '')::uuid
      or to_regclass('public.known_words_likeness') is null or to_regoperator('public.%(text,text)') is null then return; end if;
    perform set_config('pg_trgm.similarity_threshold', '0.2', true);
    return query select t.word, near.word from unnest(typed) t(word), lateral (
      select k.word from known_words k where k.organization_id = organization and k.word % t.word
      group by k.word order by similarity(k.word, t.word) desc, k.word limit most) near;
  end $$`

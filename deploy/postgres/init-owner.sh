#!/bin/sh
# Runs once, when the database is made: an ordinary owner. The image's own user is a superuser, which row-level security
# does not bind. CREATEROLE is for the two roles that the first migration makes.
set -eu
password=$(cat "${SECRETS_DIR:-/secrets}/database-owner-password")
psql -v ON_ERROR_STOP=1 -v password="$password" --username "${POSTGRES_USER:-postgres}" --dbname postgres <<'SQL'
create role lockstep login nosuperuser nobypassrls createrole password :'password';
create database lockstep owner lockstep;
revoke connect on database lockstep from public;
SQL

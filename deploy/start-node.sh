#!/bin/sh
# Starts a node of the compose installation with the secrets that make-secrets.mjs made. Options are the server's.
set -eu
secrets=${SECRETS_DIR:-/secrets}
SECRET_KEY=${SECRET_KEY:-$(cat "$secrets/secret-key")}
DATABASE_URL=${DATABASE_URL:-postgres://lockstep:$(cat "$secrets/database-owner-password")@${DATABASE_HOST:-postgres}/lockstep}
export SECRET_KEY DATABASE_URL
exec node server/main.ts "$@"

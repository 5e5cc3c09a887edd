#!/usr/bin/env bash
# A private PostgreSQL in a folder that goes with it: no port, a socket that nobody else reaches, gone when stdin ends.
#
#   up.sh [SETTING=VALUE…]     says `up ADDRESS` (of the superuser; the portal's role is made by whoever tests)
#
# Lines on stdin: `kill` ends every process of it with SIGKILL, as a power cut does, and says `down`; `start` starts it
# again and says `up ADDRESS`. Durability is off (fsync=off), unless `fsync=on` is given: processes are killed here, not machines.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
programs=$(bash "$here/../postgres.sh" --find)
home=$(mktemp -d "${TMPDIR:-/tmp}/nocte-pg.XXXXXX")
# It refuses to run as root, so root becomes somebody else for it.
as() { if [ "$(id -u)" = 0 ]; then setpriv --reuid="$user" --regid="$user" --clear-groups "$@"; else "$@"; fi; }
user=postgres
if [ "$(id -u)" = 0 ]; then
  getent passwd "$user" >/dev/null || user=nobody
  chown "$user" "$home"
fi
end() {
  as "$programs/pg_ctl" -D "$home/data" -m immediate stop >/dev/null 2>&1 || true
  rm -rf "$home"
}
trap end EXIT
trap 'exit 130' INT TERM
cd "$home"
as "$programs/initdb" --auth=trust --username=postgres --encoding=UTF8 --locale=C.UTF-8 --no-sync -D "$home/data" >/dev/null
as tee -a "$home/data/postgresql.conf" >/dev/null <<EOF
listen_addresses = ''
unix_socket_directories = '$home'
unix_socket_permissions = 0777
max_connections = 300
fsync = off
full_page_writes = off
shared_buffers = 128MB
log_min_messages = fatal
EOF
for setting in "$@"; do printf '%s\n' "$setting" | as tee -a "$home/data/postgresql.conf" >/dev/null; done
chmod 755 "$home"
start() {
  as "$programs/pg_ctl" -D "$home/data" -w -l "$home/log.txt" start >/dev/null
  printf 'up postgres://postgres@%s/postgres\n' "${home//\//%2F}"
}
start
while read -r word; do
  case $word in
  kill)
    master=$(head -n 1 "$home/data/postmaster.pid")
    kill -9 "$master" $(pgrep -P "$master") 2>/dev/null || true
    while kill -0 "$master" 2>/dev/null; do :; done
    echo down
    ;;
  start)
    rm -f "$home/data/postmaster.pid"
    # A backend that is still on its way out holds the shared memory for a moment.
    until start 2>/dev/null; do rm -f "$home/data/postmaster.pid"; done
    ;;
  esac
done

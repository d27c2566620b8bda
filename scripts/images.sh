#!/usr/bin/env bash
# Builds the images whose inputs have changed as tars, named by their digests, and prints one line for each of the three: NAME TAG TAR.
# usage: scripts/images.sh [maven arguments]      with TALLYMAN_BUILD=never: those that the last build has left
#        scripts/images.sh arguments              what Maven needs on this machine to build them
set -euo pipefail
cd "$(dirname "$(readlink -f "$0")")/.."
cache=${OFFLINE_CACHE:-$HOME/.cache/offline-kubernetes}
programs=(helidon-ui cronjob-processor report-generator)

holds() { # the paths of what the image of PROGRAM holds
  paths=(pom.xml {file-index,look,identification,"$1"}/{src/main,pom.xml})
  [ "$1" != cronjob-processor ] || paths+=({identification,description}/{src/main,pom.xml})
}

revision() { # the last commit that touched what the image of PROGRAM holds
  holds "$1"
  [ -z "$(git status --porcelain -- "${paths[@]}")" ] || local dirty=-dirty
  echo "$(git log -1 --format=%H -- "${paths[@]}")${dirty-}"
}

inputs() { # a sum over the image of PROGRAM, before it is built
  holds "$1"
  {
    echo "${arguments[@]}" "${revisions[$1]}"
    stat -c '%s %Y' "$cache/images/java25.tar" 2>/dev/null || true
    git ls-files -coz --exclude-standard -- "${paths[@]}" | xargs -0 sha256sum 2>/dev/null || true # a deleted file is listed, too
  } | sha256sum | cut -d ' ' -f 1
}

arguments=(-Dmaven.test.skip -Dspotless.check.skip -Derrorprone.options=-XepDisableAllChecks) # `verify` checks
case $(uname -m) in
arm64 | aarch64) arguments+=(-Dimage.architecture=arm64 -Dimage.sqlite=aarch64) ;;
esac
if [ -f "$cache/images/java25.tar" ]; then
  arguments+=(-Ptar "-Doffline.cache=$cache")
fi
declare -A revisions sums
for program in "${programs[@]}"; do
  revisions[$program]=-Drevision.$program=$(revision "$program")
done
if [ "${1-}" = arguments ]; then
  echo "${arguments[@]:3}" "${revisions[@]}"
  exit
fi
arguments+=("$@")

changed=()
for program in "${programs[@]}"; do
  sums[$program]=$(inputs "$program")
  built="${sums[$program]} $(cat "$program/target/jib-image.digest" 2>/dev/null || true)"
  [ "$built" = "$(cat "$program/target/image.built" 2>/dev/null)" ] || changed+=("$program")
done
if [ "${TALLYMAN_BUILD-}" != never ] && [ ${#changed[@]} -gt 0 ]; then
  ./mvnw -q -T2 -pl "$(IFS=,; echo "${changed[*]}")" -am "${arguments[@]}" "${revisions[@]}" package jib:buildTar >&2
  for program in "${changed[@]}"; do echo "${sums[$program]} $(cat "$program/target/jib-image.digest")" >"$program/target/image.built"; done
fi

for program in "${programs[@]}"; do
  target=$program/target
  tag=$(sed 's/sha256://' "$target/jib-image.digest")
  named=$target/image-$tag.tar
  if [ ! -f "$named" ]; then # the same image under its digest as tag: an image that has not changed keeps its name and does not roll
    rm -rf "$target"/image-*.tar "$target/image"
    mkdir "$target/image"
    tar -xf "$target/jib-image.tar" -C "$target/image"
    sed -i.before "s|\"RepoTags\":\[[^]]*\]|\"RepoTags\":[\"docker.io/tallyman/$program:$tag\"]|" "$target/image/manifest.json"
    rm "$target/image/manifest.json.before"
    (cd "$target/image" && tar -cf "../image.part.tar" -- *)
    mv "$target/image.part.tar" "$named"
    rm -r "$target/image"
  fi
  echo "tallyman/$program $tag $PWD/$named"
done

# shellcheck shell=sh
# Sourced by mvnw and tallyman: points JAVA_HOME at a JDK 25 unless it already is one.
is25() { [ -x "$1/bin/javac" ] && grep -q '^JAVA_VERSION="25[".]' "$1/release" 2>/dev/null; }
if ! is25 "${JAVA_HOME-}"; then
  onpath=$(command -v javac 2>/dev/null || :)
  [ -z "$onpath" ] || onpath=$(dirname "$(dirname "$(readlink -f "$onpath")")")
  for jdk in "${JAVA25_HOME-}" "$onpath" /usr/lib/jvm/* /opt/java/* "$HOME"/.sdkman/candidates/java/* "$HOME"/.jdks/* \
    /Library/Java/JavaVirtualMachines/*/Contents/Home; do
    if is25 "$jdk"; then JAVA_HOME=$jdk; export JAVA_HOME; break; fi
  done
fi

# config.mk - the whole configuration of biglock.
#
# Edit it, or override a line for one build: `make CONFIG_SMP=n`.
# Every combination builds in a folder of its own below build/.

# Several processors: the kernel lock, messages between CPUs, `lock` prefixes.
CONFIG_SMP ?= y

# How many processors at most (1 to 32).
CONFIG_MAX_CPUS ?= 32

# The oldest CPU that the code generator may assume; i486 is the least.
# Newer features are found and used at run time.
CONFIG_CPU ?= i486

# Red zones and poison in the allocators, lock checks, slower and stricter.
CONFIG_DEBUG ?= n

# The built-in self-test that `selftest` on the command line runs.
CONFIG_SELFTEST ?= y

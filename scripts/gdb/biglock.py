# biglock.py - gdb commands that know the kernel's structures.
#
#	bl-tasks	all processes: state, CPU, where each one stands
#	bl-cpus		the CPUs: what runs there, lock and interrupt depth
#	bl-locks	the kernel lock and every spinlock, with their holders
#	bl-log [n]	the last n lines (all) of the kernel's ring buffer
#
# `make gdb` loads this; by hand: `source scripts/gdb/biglock.py` after the
# kernel's symbols. Works on a stopped machine; paging must be on already.
import gdb

STATES = {0: "running", 1: "sleeps", 2: "waits", 4: "zombie", 8: "stopped"}


def symbol(name):
    """The value of a global variable; None where this kernel has none."""
    found = gdb.lookup_global_symbol(name) or gdb.lookup_static_symbol(name)
    return found.value() if found else None


def container(node, kind, member):
    """The struct of type `kind' around the list_head at address `node'."""
    pointer = gdb.lookup_type(kind).pointer()
    offset = int(gdb.Value(0).cast(pointer)[member].address)
    return gdb.Value(int(node) - offset).cast(pointer)


def walk(head, kind, member):
    """The structs of a circular list, at most a sane number of them."""
    node = head["next"]
    for _ in range(32768):
        if int(node) == int(head.address):
            return
        yield container(node, kind, member)
        node = node["next"]
    print("the list does not end")


def cpus():
    """Pointers to the struct cpu of every processor that is known."""
    table, count = symbol("cpu_table"), symbol("smp_num_cpus")
    return [table[i] for i in range(int(count)) if int(table[i])]


def where(address):
    """Function and offset of an address, in gdb's own words."""
    text = gdb.execute("info symbol 0x%x" % (int(address) & 0xffffffff),
                       to_string=True)
    return text.split(" in section")[0].strip()


def owner_name(number):
    """Locks store the CPU's number + 1, and 0 while they are free."""
    return "CPU %d" % (number - 1) if number else "nobody"


class Command(gdb.Command):
    """Registers a function as a gdb command; errors become one line."""

    def __init__(self, name, function):
        super().__init__(name, gdb.COMMAND_STATUS)
        self.function, self.__doc__ = function, function.__doc__

    def invoke(self, argument, from_tty):
        try:
            self.function(*gdb.string_to_argv(argument))
        except gdb.MemoryError as error:
            print("not yet: paging is off, or nothing is there (%s)" % error)


def return_address(task):
    """Where a process that does not run goes on: the newest address of
    code on its kernel stack that is not the scheduler's own."""
    word = gdb.lookup_type("unsigned int").pointer()
    low, high = (int(symbol(n).address) for n in ("_text", "_etext"))
    stack = gdb.Value(int(task["esp"])).cast(word)
    for i in range(64):
        if low <= int(stack[i]) < high:
            name = where(stack[i])
            if not name.startswith("schedule"):
                return name
    return "?"


def show_task(task):
    """One line of bl-tasks."""
    running = int(task["cpu"]) and int(task["cpu"]["task"]) == int(task)
    print("%5d  %-16s %-8s %3s  %3d  %s" % (
        int(task["pid"]), task["comm"].string(errors="replace"),
        STATES.get(int(task["state"]), "?%d" % int(task["state"])),
        int(task["cpu"]["id"]) if int(task["cpu"]) else "-",
        int(task["prio"]),
        "on its CPU" if running else return_address(task)))


def bl_tasks():
    """bl-tasks: lists all processes."""
    print("  pid  name             state    cpu prio  goes on in")
    idle = [cpu["rq"]["idle"] for cpu in cpus() if int(cpu["rq"]["idle"])]
    listed = list(walk(symbol("task_list"), "struct task_struct", "tasks"))
    seen = {int(task) for task in listed}
    for task in [t for t in idle if int(t) not in seen] + listed:
        show_task(task)


def bl_cpus():
    """bl-cpus: lists the processors."""
    print("cpu apic  irq-depth lock-depth  queued  switches  runs")
    for cpu in cpus():
        task = cpu["task"]
        name = task["comm"].string(errors="replace") if int(task) else "-"
        print("%3d %4d %10d %10d %7d %9d  %s" % (
            int(cpu["id"]), int(cpu["apic_id"]), int(cpu["intr_count"]),
            int(cpu["syscall_count"]), int(cpu["rq"]["nr_running"]),
            int(cpu["rq"]["switches"]), name))


def spinlocks():
    """(name, value) of every spinlock that is a variable by itself."""
    text = gdb.execute("info variables -q -t spinlock_t", to_string=True)
    for line in text.splitlines():
        words = line.rstrip(";").split()
        if "spinlock_t" in words[:-1] and line.endswith(";"):
            yield words[-1], symbol(words[-1])
    for cpu in cpus():
        yield "run queue of CPU %d" % int(cpu["id"]), cpu["rq"]["lock"]


def show_lock(name, lock):
    """One line of bl-locks; a debug build knows the holder."""
    fields = [field.name for field in lock.type.fields()]
    if "owner" in fields and int(lock["owner"]):
        print("%-24s %s, taken at %s" % (name,
              owner_name(int(lock["owner"])), where(lock["ip"])))
    elif "lock" in fields:
        print("%-24s %s" % (name, "taken" if int(lock["lock"]) else "free"))
    else:
        print("%-24s %s" % (name, "free" if fields
                            else "nothing, in this uniprocessor kernel"))


def bl_locks():
    """bl-locks: says who holds what."""
    flag = symbol("kernel_flag")
    if flag is None:
        print("kernel lock              none: a uniprocessor kernel")
    else:
        hands = int(flag) >> 8
        print("%-24s %s%s" % ("kernel lock", owner_name(int(flag) & 0xff),
                              ", %d hands up" % hands if hands else ""))
    for name, lock in spinlocks():
        if lock is not None:
            show_lock(name, lock.referenced_value()
                      if lock.type.code == gdb.TYPE_CODE_PTR else lock)


def bl_log(lines="0"):
    """bl-log [n]: prints the last n lines of the log, or all it still has."""
    buffer = symbol("log_buf")
    start, end = int(symbol("log_start")), int(symbol("log_end"))
    size = buffer.type.sizeof
    memory = bytes(gdb.selected_inferior().read_memory(
        int(buffer.address), size))
    text = bytes(memory[i % size] for i in range(start, end))
    for line in text.decode(errors="replace").splitlines()[-int(lines):]:
        print(line)


for name, function in (("bl-tasks", bl_tasks), ("bl-cpus", bl_cpus),
                       ("bl-locks", bl_locks), ("bl-log", bl_log)):
    Command(name, function)

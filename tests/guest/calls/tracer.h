/*
 * tracer.h - what the tests of ptrace() share: requests without the C
 * library's wrapper, and waiting for stops.
 */
#ifndef TESTS_GUEST_TRACER_H
#define TESTS_GUEST_TRACER_H

#include "help.h"

#define PT_TRACEME	0
#define PT_PEEKDATA	2
#define PT_PEEKUSER	3
#define PT_POKETEXT	4
#define PT_POKEDATA	5
#define PT_POKEUSER	6
#define PT_CONT		7
#define PT_KILL		8
#define PT_STEP		9
#define PT_GETREGS	12
#define PT_SETREGS	13
#define PT_GETFPREGS	14
#define PT_SETFPREGS	15
#define PT_ATTACH	16
#define PT_DETACH	17
#define PT_GETFPXREGS	18
#define PT_SETFPXREGS	19
#define PT_SYSCALL	24
#define PT_GETTLS	25
#define PT_SETTLS	26
#define PT_SETOPTIONS	0x4200
#define PT_EVENTMSG	0x4201
#define PT_GETSIGINFO	0x4202
#define PT_SETSIGINFO	0x4203
#define PT_GETREGSET	0x4204
#define PT_SETREGSET	0x4205
#define PT_SEIZE	0x4206
#define PT_INTERRUPT	0x4207
#define PT_LISTEN	0x4208
#define PT_GETSIGMASK	0x420a
#define PT_SETSIGMASK	0x420b

#define O_SYSGOOD	0x01
#define O_FORK		0x02
#define O_VFORK		0x04
#define O_CLONE		0x08
#define O_EXEC		0x10
#define O_VFORKDONE	0x20
#define O_EXIT		0x40
#define O_EXITKILL	0x100000

#define EVENT_FORK	1
#define EVENT_VFORK	2
#define EVENT_CLONE	3
#define EVENT_EXEC	4
#define EVENT_VFORKDONE	5
#define EVENT_EXIT	6
#define EVENT_STOP	128

#define ANY_CHILD	0x40000000	/* __WALL */

/* As wait4() tells a stop. */
#define STOPPED(code)	((code) << 8 | 0x7f)
#define EVENT(event)	STOPPED(SIGTRAP | (event) << 8)
#define CALL_STOP	STOPPED(SIGTRAP | 0x80)

/* Offsets in struct user */
#define U_EBX		0
#define U_ECX		4
#define U_EAX		24
#define U_GS		40
#define U_ORIG_EAX	44
#define U_EIP		48
#define U_CS		52
#define U_EFLAGS	56
#define U_ESP		60
#define U_DEBUGREG(n)	(252 + 4 * (n))
#define U_SIZE		284

struct regs {
	long ebx, ecx, edx, esi, edi, ebp, eax, ds, es, fs, gs, orig_eax;
	long eip, cs, eflags, esp, ss;
};

#define trace(request, pid, addr, data) \
	SC(ptrace, request, pid, addr, data)

/* A child that is traced by us and runs fn(arg) after a SIGSTOP, which has
   been waited for. Its exit status is what fn() returns. */
pid_t traced_child(int (*fn)(void *), void *arg);
/* The status of the next thing that `pid' does. */
int next_stop(pid_t pid);
/* Lets it go on by `request' with signal `sig', and waits. */
int go(int request, pid_t pid, int sig);
/* One word of its registers, or of memory. */
long peek_user(pid_t pid, long offset);
long peek(pid_t pid, const volatile void *addr);
/* Kills it and waits for its end. */
void kill_tracee(pid_t pid);

/* Parts of the test of ptrace(), by file. */
void test_trace_signals(void);
void test_trace_calls(void);
void test_trace_steps(void);
void test_trace_watch(void);
void test_trace_events(void);
void test_trace_threads(void);
void test_trace_rights(void);
void test_trace_seize(void);

#endif

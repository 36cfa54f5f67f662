/*
 * probe.c - loads and stores that may fault, in threads, too: the handler
 * recognizes the instruction by its address and has it skipped.
 */
#include <ucontext.h>
#include "stress.h"

__asm__("	.text\n"
	"	.globl probe_load, probe_store\n"
	"probe_load:\n"
	"	mov 4(%esp),%ecx\n"
	"	mov 8(%esp),%edx\n"
	"	.globl probe_load_at, probe_store_at, probe_failed\n"
	"probe_load_at:\n"
	"	mov (%ecx),%ecx\n"
	"	mov %ecx,(%edx)\n"
	"	xor %eax,%eax\n"
	"	ret\n"
	"probe_store:\n"
	"	mov 4(%esp),%ecx\n"
	"	mov 8(%esp),%edx\n"
	"probe_store_at:\n"
	"	mov %edx,(%ecx)\n"
	"	xor %eax,%eax\n"
	"	ret\n"
	"probe_failed:\n"
	"	mov $-1,%eax\n"
	"	ret\n");

extern const char probe_load_at[], probe_store_at[], probe_failed[];

static void on_fault(int sig, siginfo_t *info, void *context)
{
	greg_t *eip = &((ucontext_t *)context)->uc_mcontext.gregs[REG_EIP];

	if (*eip != (greg_t)probe_load_at && *eip != (greg_t)probe_store_at) {
		wrong("signal %d at %x, address %p", sig, (u32)*eip,
		      info->si_addr);
		sys(exit_group, 1);
	}
	*eip = (greg_t)probe_failed;
}

void catch_probes(void)
{
	struct sigaction sa = { .sa_sigaction = on_fault,
				.sa_flags = SA_SIGINFO | SA_NODEFER };

	sigaction(SIGSEGV, &sa, NULL);
	sigaction(SIGBUS, &sa, NULL);
}

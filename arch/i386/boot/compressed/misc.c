/*
 * misc.c - unpacks the kernel: checks that the memory is there, that nothing
 * else lies in it, and that what comes out is what was packed. On an error it
 * says so in one line and stops. head.S has moved us out of the way.
 */
#include <linux/inflate.h>
#include <asm/bootparam.h>
#include "branch.h"
#include "console.h"
#include "image.h"

static struct inflate state;

/* gcc calls these; the loads of the payload want no better ones. */
void *memcpy(void *to, const void *from, size_t n)
{
	void *d = to;

	__asm__ volatile("rep movsb"
			 : "+D" (d), "+S" (from), "+c" (n) : : "memory");
	return to;
}

void *memset(void *to, int c, size_t n)
{
	void *d = to;

	__asm__ volatile("rep stosb"
			 : "+D" (d), "+c" (n) : "a" (c) : "memory");
	return to;
}

/* Only ever downwards here: the output is below the input. */
void *memmove(void *to, const void *from, size_t n)
{
	return memcpy(to, from, n);
}

static void error(const char *what, const char *detail)
{
	console_print("\nbiglock: ");
	console_print(what);
	console_print(detail);
	console_print("\n");
	for (;;)
		__asm__ volatile("hlt");
}

/*
 * Where the memory that begins at KERNEL_START ends, by what the loader says:
 * the entries of E820 in any order, or if they show none E801 or 88h. 0 is
 * 4 GB.
 */
static u32 end_of_memory(const struct boot_params *bp)
{
	const struct e820entry *e = bp->e820_table;
	u32 i, n = bp->e820_entries, kb = bp->alt_mem_k;
	u64 end = KERNEL_START;

	if (n > E820_MAX)
		n = E820_MAX;
	for (i = 0; i < n; i++)
		if (e[i].type == E820_RAM && e[i].addr <= end &&
		    e[i].addr + e[i].size > end) {
			end = e[i].addr + e[i].size;
			i = -1;			/* look again from here */
		}
	if (end == KERNEL_START)
		end += (u64)(kb ? kb : bp->screen_info.ext_mem_k) << 10;
	return end >> 32 ? 0 : end;
}

static void check_memory(const struct boot_params *bp)
{
	u32 start = bp->hdr.ramdisk_image, size = bp->hdr.ramdisk_size;
	u32 need = KERNEL_START + (u32)init_size;

	if (end_of_memory(bp) - 1 < need - 1)
		error("there is not enough memory to unpack the kernel", "");
	if (size && start < need && start + size > KERNEL_START)
		error("the ramdisk lies where the kernel must go", "");
}

/* All of it, for head.S, which hands over its argument on the stack. */
void __attribute__((regparm(0))) unpack_kernel(struct boot_params *bp)
{
	int err, quiet = cmdline_find(bp, "quiet") != NULL;

	console_init(bp);
	check_memory(bp);
	if (!quiet)
		console_print("Unpacking biglock... ");
	inflate_init(&state);
	state.in = payload;
	state.in_end = payload_end;
	state.out = (u8 *)KERNEL_START;
	state.out_size = (size_t)kernel_size;
	err = gunzip(&state);
	if (err)
		error("the packed kernel is bad: ", inflate_strerror(err));
	if (state.out_pos != (size_t)kernel_size)
		error("the packed kernel is bad: its size is wrong", "");
	branches_to_distances(state.out, state.out_pos);
	if (!quiet)
		console_print("done.\n");
	console_done(bp);
}

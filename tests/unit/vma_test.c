/* needs: */
/*
 * vma_test.c - the areas of a process against an array that says of each page
 * what it is: random mmap(), munmap(), mprotect(), mremap(), mlock() and brk()
 * on a small part of the address space. There are no page tables.
 */
#include "../../mm/vma.c"
#include "../../mm/room.c"
#include "../../mm/mmap.c"
#include "../../mm/munmap.c"
#include "../../mm/mprotect.c"
#include "../../mm/mremap.c"
#include "../../mm/mlock.c"

#include "vma_model.h"

#define ROUNDS		200000

/* --- random operations ---------------------------------------------------- */

static const u32 prots[] = { 0, PROT_READ, PROT_READ | PROT_WRITE,
			     PROT_READ | PROT_EXEC };

/* A range of the window, of 1 to 40 pages. */
static unsigned long random_range(unsigned long *len)
{
	u32 first = rnd(&seed) % WINDOW, n = 1 + rnd(&seed) % 40;

	*len = (n < WINDOW - first ? n : WINDOW - first) * PAGE_SIZE;
	return BASE + first * PAGE_SIZE;
}

static bool random_mmap(void)
{
	u32 prot = prots[rnd(&seed) % ARRAY_SIZE(prots)];
	u32 flags = MAP_PRIVATE, pgoff = rnd(&seed) % 100;
	struct file *file = NULL;
	unsigned long len, addr = random_range(&len), want, got;

	if (rnd(&seed) % 3 == 0)
		file = &files[rnd(&seed) % NR_FILES];
	else
		flags |= MAP_ANONYMOUS;
	if (rnd(&seed) % 4 == 0)
		flags = (flags & ~MAP_PRIVATE) | MAP_SHARED;
	switch (rnd(&seed) % 4) {
	case 0:
		flags |= MAP_FIXED;
		break;
	case 1:
		flags |= MAP_FIXED_NOREPLACE;
		break;
	case 2:
		addr = 0;
	}
	want = model_place(addr, len, flags);
	got = do_mmap(file, addr, len, prot, flags, pgoff);
	if (!IS_ADDR_ERROR(got))
		model_map(got, len, prot, file, flags & MAP_SHARED, pgoff);
	return got == want;
}

static bool random_munmap(void)
{
	unsigned long len, addr = random_range(&len);

	if (test_mm.total_vm > WINDOW / 2) {	/* make room */
		addr = BASE + WINDOW / 3 * PAGE_SIZE;
		len = (MODEL - WINDOW / 3) * PAGE_SIZE;
	}
	if (do_munmap(&test_mm, addr, len))
		return false;
	model_unmap(addr, len);
	return true;
}

static bool random_mprotect(void)
{
	u32 prot = prots[rnd(&seed) % ARRAY_SIZE(prots)];
	unsigned long len, addr = random_range(&len);
	struct pt_regs regs = { .ebx = addr, .ecx = len, .edx = prot };
	int want = model_covered(addr, len) ? 0 : -ENOMEM;

	if (sys_mprotect(&regs) != want)
		return false;
	if (!want)
		model_protect(addr, len, prot);
	return true;
}

static bool random_mlock(void)
{
	unsigned long len, addr = random_range(&len);
	struct pt_regs regs = { .ebx = addr, .ecx = len };
	int want = model_covered(addr, len) ? 0 : -ENOMEM;
	bool lock = rnd(&seed) % 2;

	if ((lock ? sys_mlock(&regs) : sys_munlock(&regs)) != want)
		return false;
	if (!want)
		model_lock(addr, len, lock);
	return true;
}

/* Within one area, or it is refused; to any place. */
static bool random_mremap(void)
{
	unsigned long old_len, new_len, addr = random_range(&old_len), got;
	unsigned long to = random_range(&new_len);
	u32 flags = rnd(&seed) % 2 ? MREMAP_MAYMOVE : 0;
	struct pt_regs regs = { .ebx = addr, .ecx = old_len, .edx = new_len };
	bool shrinks = old_len > new_len;

	if (flags && rnd(&seed) % 2 && (to + new_len <= addr ||
					addr + old_len <= to))
		flags |= MREMAP_FIXED;
	regs.esi = flags;
	regs.edi = to;
	got = sys_mremap(&regs);
	if (!page_at(addr)->mapped)
		return got == (unsigned long)-EFAULT;
	if (flags & MREMAP_FIXED)
		model_unmap(to, new_len);
	if (shrinks) {
		model_unmap(addr + new_len, old_len - new_len);
		old_len = new_len;
	}
	if (shrinks && !(flags & MREMAP_FIXED))
		return got == addr;
	if (IS_ADDR_ERROR(got))
		return got == (unsigned long)-EFAULT ||
		       got == (unsigned long)-ENOMEM;
	return (!(flags & MREMAP_FIXED) || got == to) &&
	       model_move(addr, old_len, got, new_len);
}

static bool random_operation(void)
{
	switch (rnd(&seed) % 8) {
	case 0:
	case 1:
	case 2:
		return random_mmap();
	case 3:
	case 4:
		return random_munmap();
	case 5:
		return random_mprotect();
	case 6:
		return random_mlock();
	default:
		return random_mremap();
	}
}

static void test_random(void)
{
	bool good = true;
	int i;

	for (i = 0; i < ROUNDS && good; i++) {
		good = random_operation() && check_model();
	}
	ok(good, "%d random operations agree with the model", ROUNDS);
	if (!good)
		diag("at operation %d", i);
	ok(!do_munmap(&test_mm, 0, TASK_SIZE) && list_empty(&test_mm.mmap) &&
	   !test_mm.map_count && !test_mm.total_vm && !test_mm.locked_vm,
	   "munmap() of everything leaves nothing");
	model_unmap(BASE, MODEL * PAGE_SIZE);
	ok(check_model() && live_areas == 0, "files and areas are given back");
}

/* --- errors and corners --------------------------------------------------- */

static unsigned long anon(unsigned long addr, unsigned long len, u32 flags)
{
	return do_mmap(NULL, addr, len, PROT_READ, flags, 0);
}

static void test_mmap_errors(void)
{
	const u32 private = MAP_PRIVATE | MAP_ANONYMOUS;
	const u32 fixed = private | MAP_FIXED;

	is((long)anon(0, 0, private), -EINVAL, "mmap: length 0");
	is((long)anon(0, TASK_SIZE + 1, private), -ENOMEM, "mmap: too long");
	is((long)anon(0, ~0UL, private), -ENOMEM, "mmap: length that wraps");
	is((long)anon(0, TASK_SIZE, private), -ENOMEM, "mmap: no room for all");
	is((long)anon(BASE, PAGE_SIZE, MAP_ANONYMOUS), -EINVAL,
	   "mmap: no kind");
	is((long)anon(BASE + 1, PAGE_SIZE, fixed), -EINVAL,
	   "mmap: not aligned");
	is((long)anon(TASK_SIZE, PAGE_SIZE, fixed), -ENOMEM,
	   "mmap: the kernel's");
	is((long)anon(-PAGE_SIZE, PAGE_SIZE, fixed), -ENOMEM,
	   "mmap: the last page");
	is((long)anon(TASK_SIZE - PAGE_SIZE, 2 * PAGE_SIZE, fixed), -ENOMEM,
	   "mmap: across the end");
	is((long)anon(0, PAGE_SIZE, fixed), -EPERM, "mmap: page 0 by a user");
	is((long)do_mmap(&files[0], 0, PAGE_SIZE, PROT_READ, MAP_PRIVATE, ~0UL),
	   -EOVERFLOW, "mmap: offset that wraps");
	files[0].f_mode = FMODE_READ;
	is((long)do_mmap(&files[0], 0, PAGE_SIZE, PROT_WRITE, MAP_SHARED, 0),
	   -EACCES, "mmap: shared, to be written, of a read-only file");
	files[0].f_mode = FMODE_WRITE;
	is((long)do_mmap(&files[0], 0, PAGE_SIZE, PROT_WRITE, MAP_PRIVATE, 0),
	   -EACCES, "mmap: a file that cannot be read");
	files[0].f_mode = FMODE_READ | FMODE_WRITE;
	is(do_munmap(&test_mm, 1, PAGE_SIZE), -EINVAL, "munmap: not aligned");
	is(do_munmap(&test_mm, 0, 0), -EINVAL, "munmap: length 0");
	is(do_munmap(&test_mm, BASE, ~0UL), -EINVAL, "munmap: wraps");
	ok(check_model(), "nothing has changed");
}

static void test_limits(void)
{
	const u32 private = MAP_PRIVATE | MAP_ANONYMOUS;

	test_signal.rlim[RLIMIT_AS].rlim_cur = 4 * PAGE_SIZE;
	is((long)anon(BASE, 4 * PAGE_SIZE, private), BASE,
	   "RLIMIT_AS: as much");
	is((long)anon(0, PAGE_SIZE, private), -ENOMEM, "and no more");
	test_signal.rlim[RLIMIT_AS].rlim_cur = RLIM_INFINITY;
	do_munmap(&test_mm, BASE, 4 * PAGE_SIZE);
	test_signal.rlim[RLIMIT_MEMLOCK].rlim_cur = PAGE_SIZE;
	is((long)anon(0, 2 * PAGE_SIZE, private | MAP_LOCKED), -EAGAIN,
	   "RLIMIT_MEMLOCK");
	test_signal.rlim[RLIMIT_MEMLOCK].rlim_cur = RLIM_INFINITY;
	is((long)do_mmap(NULL, 0, RAM_PAGES * PAGE_SIZE + PAGE_SIZE, PROT_WRITE,
		   private, 0), -ENOMEM, "more than all memory there is");
	ok(check_model(), "nothing is left");
}

static struct vm_area_struct *make_stack(unsigned long start)
{
	struct vm_area_struct *vma = alloc_vma(&test_mm, start,
					       start + PAGE_SIZE,
					       VM_DATA_FLAGS | VM_GROWSDOWN);

	insert_vm_area(&test_mm, vma);
	return vma;
}

static void test_stack(void)
{
	unsigned long top = TASK_SIZE - PAGE_SIZE;
	struct vm_area_struct *vma = make_stack(top);

	is(expand_stack(vma, top - 3 * PAGE_SIZE + 5), 0, "a stack grows");
	is(vma->vm_start, top - 3 * PAGE_SIZE, "to the page");
	test_signal.rlim[RLIMIT_STACK].rlim_cur = 5 * PAGE_SIZE;
	is(expand_stack(vma, top - 4 * PAGE_SIZE), 0, "to its limit");
	is(expand_stack(vma, top - 5 * PAGE_SIZE), -ENOMEM, "and no further");
	test_signal.rlim[RLIMIT_STACK].rlim_cur = RLIM_INFINITY;
	anon(top - STACK_GUARD - 8 * PAGE_SIZE, PAGE_SIZE,
	     MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED);
	is(expand_stack(vma, top - 7 * PAGE_SIZE), 0, "up to the guard");
	is(expand_stack(vma, top - 8 * PAGE_SIZE), -ENOMEM, "not into it");
	do_munmap(&test_mm, 0, TASK_SIZE);
}

static unsigned long brk_to(unsigned long brk)
{
	struct pt_regs regs = { .ebx = brk };

	return sys_brk(&regs);
}

static void test_brk(void)
{
	unsigned long start = 0x08050123;

	test_mm.start_brk = test_mm.brk = start;
	is(brk_to(0), start, "brk(0) asks");
	is(brk_to(start + 10000), start + 10000, "brk() grows");
	is(test_mm.total_vm, 2, "by pages");
	is(brk_to(start + 1), start + 1, "brk() shrinks");
	is(test_mm.total_vm, 0, "by pages");
	is(brk_to(start - 1), start + 1, "not below its start");
	is(brk_to(TASK_SIZE), start + 1, "not to the kernel");
	is(brk_to(~0UL), start + 1, "nor around");
	anon(0x08060000, PAGE_SIZE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED);
	is(brk_to(0x08060000), start + 1, "nor right up to another area");
	test_signal.rlim[RLIMIT_DATA].rlim_cur = 100;
	is(brk_to(start + 101), start + 1, "RLIMIT_DATA");
	test_signal.rlim[RLIMIT_DATA].rlim_cur = RLIM_INFINITY;
	do_munmap(&test_mm, 0, TASK_SIZE);
}

int main(void)
{
	model_start();
	test_mmap_errors();
	test_limits();
	test_stack();
	test_brk();
	test_random();
	return done();
}

/*
 * random.c - /dev/random, /dev/urandom and getrandom().
 *
 * The generator is ChaCha20 with a key that changes with every request: the
 * first half of the first block becomes the new key before anything is given
 * out, so that who sees the kernel's memory later cannot tell what was given
 * out before. What is unpredictable goes into the key: the bits that programs
 * write, and the moments at which interrupts come.
 *
 * How good that is: a machine of this kind has no source of noise but time.
 * At boot there is the date, the TSC, and how long port accesses take; an
 * attacker who knows the machine well can guess much of that, and in an
 * emulator that counts instructions all of it is the same in every run. After
 * some hundred interrupts of keyboard, serial line or disk it is as good as
 * the TSC is fine. Nobody is made to wait for that: both devices are the same
 * and never block. A start-up script should write a seed kept from the last
 * run to /dev/urandom before anything needs keys.
 */
#include <linux/chacha20.h>
#include <linux/errno.h>
#include <linux/fs.h>
#include <linux/init.h>
#include <linux/kernel.h>
#include <linux/limits.h>
#include <linux/random.h>
#include <linux/sched.h>
#include <linux/string.h>
#include <linux/syscalls.h>
#include <linux/time.h>
#include <asm/cpu.h>
#include <asm/io.h>
#include <asm/mc146818.h>
#include <asm/system.h>
#include <asm/uaccess.h>

#define KEY_WORDS	(CHACHA_KEY_SIZE / sizeof(u32))
#define KEY_AT		4		/* first word of the key in the state */
#define PIECE		256		/* bytes made at a time for a user */
#define BOOT_SAMPLES	64
#define POOL_ROTATE	7

#define GRND_NONBLOCK	1
#define GRND_RANDOM	2
#define GRND_INSECURE	4

#define RNDGETENTCNT	0x80045200
#define RNDADDTOENTCNT	0x40045201
#define RNDZAPENTCNT	0x5204
#define RNDCLEARPOOL	0x5206
#define ENTROPY_BITS	256		/* what is said to be there */

static u32 key[KEY_WORDS];		/* [k] */
static u32 pool[KEY_WORDS];		/* [k] what interrupts have stirred */
static u32 stirred;			/* [k] how often */

/* The finest clock that there is. */
static u32 moment(void)
{
	if (cpu_has(&boot_cpu.info, X86_FEATURE_TSC))
		return (u32)rdtsc();
	return (u32)clock_us();
}

/* For interrupt handlers, which hold the kernel lock. */
void add_interrupt_randomness(int irq)
{
	u32 *word = &pool[stirred++ % KEY_WORDS];

	*word = (*word << POOL_ROTATE | *word >> (32 - POOL_ROTATE)) ^
		(moment() + irq);
}

/* Overwrites what must not stay on the stack. */
static void wipe(void *p, size_t n)
{
	memset(p, 0, n);
	barrier();
}

/*
 * Takes what the pool has into the key and begins a key stream. Half of its
 * first block is the next key; no byte of that block is for anybody else.
 */
static void start_stream(u32 state[CHACHA_WORDS], u8 block[CHACHA_BLOCK_SIZE])
{
	static const u8 nonce[CHACHA_NONCE_SIZE];
	int i;

	for (i = 0; i < KEY_WORDS; i++)
		key[i] ^= pool[i];
	chacha20_init(state, (const u8 *)key, nonce, 0);
	chacha20_block(state, block);
	memcpy(key, block, CHACHA_KEY_SIZE);
}

/* Fills buf with n bytes. Kernel lock; does not sleep. */
void get_random_bytes(void *buf, size_t n)
{
	u8 block[CHACHA_BLOCK_SIZE], *to = buf;
	u32 state[CHACHA_WORDS];
	size_t part;

	start_stream(state, block);
	while (n) {
		state[CHACHA_COUNTER]++;
		chacha20_block(state, block);
		part = min(n, sizeof(block));
		memcpy(to, block, part);
		to += part;
		n -= part;
	}
	wipe(state, sizeof(state));
	wipe(block, sizeof(block));
}

/* Stirs bytes in, however good or bad they are: they cannot make the key worse
   than it is. Kernel lock. */
void add_device_randomness(const void *bytes, size_t n)
{
	u8 block[CHACHA_BLOCK_SIZE];
	u32 state[CHACHA_WORDS];
	const u8 *from = bytes;
	size_t i;

	while (n) {
		for (i = 0; i < CHACHA_KEY_SIZE && n; i++, n--)
			((u8 *)key)[i] ^= *from++;
		start_stream(state, block);
	}
	wipe(state, sizeof(state));
	wipe(block, sizeof(block));
}

/* Once, at boot, when the clock runs. */
void __init random_init(void)
{
	struct rtc_time now;
	u32 samples[BOOT_SAMPLES];
	int i;

	memset(&now, 0, sizeof(now));
	rtc_read(&now);
	add_device_randomness(&now, sizeof(now));
	add_device_randomness(&boot_cpu.info, sizeof(boot_cpu.info));
	for (i = 0; i < BOOT_SAMPLES; i++) {
		inb_p(CMOS_DATA);
		samples[i] = moment();
	}
	add_device_randomness(samples, sizeof(samples));
}

/* --- for programs ------------------------------------------------------- */

/* Random bytes for the user, up to a signal. Bytes done, or -EFAULT. */
static ssize_t give(char __user *buf, size_t count)
{
	u8 piece[PIECE];
	size_t done = 0, n, bad = 0;

	while (done < count && !bad) {
		n = min(count - done, sizeof(piece));
		get_random_bytes(piece, n);
		bad = copy_to_user_partial(buf + done, piece, n);
		done += n - bad;
		if (done == count || signal_pending(current))
			break;
		safe_point();
	}
	wipe(piece, sizeof(piece));
	return done || !bad ? (ssize_t)done : -EFAULT;
}

static ssize_t random_read(struct file *file __unused, char __user *buf,
			   size_t count, loff_t *pos __unused)
{
	return give(buf, count);
}

/* What programs write is stirred in. */
static ssize_t random_write(struct file *file __unused,
			    const char __user *buf, size_t count,
			    loff_t *pos __unused)
{
	u8 piece[PIECE];
	size_t done = 0, n;

	while (done < count) {
		n = min(count - done, sizeof(piece));
		if (copy_from_user(piece, buf + done, n))
			return done ? (ssize_t)done : -EFAULT;
		add_device_randomness(piece, n);
		done += n;
		if (signal_pending(current))
			break;
		safe_point();
	}
	return done;
}

static int random_ioctl(struct inode *inode __unused,
			struct file *file __unused, u32 cmd,
			unsigned long arg)
{
	switch (cmd) {
	case RNDGETENTCNT:
		return put_user(ENTROPY_BITS, (int __user *)arg);
	case RNDADDTOENTCNT:
	case RNDZAPENTCNT:
	case RNDCLEARPOOL:		/* nothing is counted here */
		return capable(CAP_SYS_ADMIN) ? 0 : -EPERM;
	default:
		return -ENOTTY;
	}
}

const struct file_operations random_fops = {
	.read = random_read,
	.write = random_write,
	.ioctl = random_ioctl,
};

SYSCALL3(getrandom, char __user *, buf, size_t, count, u32, flags)
{
	if (flags & ~(GRND_NONBLOCK | GRND_RANDOM | GRND_INSECURE) ||
	    (flags & GRND_RANDOM && flags & GRND_INSECURE))
		return -EINVAL;
	return give(buf, min(count, (size_t)INT_MAX));
}

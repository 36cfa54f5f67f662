/*
 * pipe.h - pipes and FIFOs: a ring of pages between writers and readers. The
 * pages are there only while they hold bytes, but for one, kept for the next
 * write.
 *
 * Letters: [k] kernel lock, [m] the pipe's own lock, held while bytes are moved
 * and given up to wait for them. With it read() and write() run without the
 * kernel lock.
 */
#ifndef _FS_PIPE_H
#define _FS_PIPE_H

#include <linux/fs.h>
#include <linux/sleeplock.h>
#include <linux/types.h>
#include <linux/wait.h>
#include <asm/page.h>

#define PIPE_PAGES	16
#define PIPE_SIZE	(PIPE_PAGES * PAGE_SIZE)

struct pipe_inode_info {
	struct sleeplock lock;		/* [m] */
	u32 in, out;			/* [m] bytes ever written, ever read;
					   both are 0 when it gets empty */
	u32 size;			/* [i] bytes that it holds at most */
	int readers, writers;		/* [k] open ends; less: [k] and [m] */
	u32 r_counter, w_counter;	/* [k] times that one was opened */
	wait_queue_head_t rd_wait;	/* for bytes, or no writers */
	wait_queue_head_t wr_wait;	/* for room, or no readers */
	wait_queue_head_t open_wait;	/* FIFOs: for the other side */
	char *page[PIPE_PAGES];		/* [m] of byte n: n / PAGE_SIZE % 16 */
};

static inline bool pipe_empty(const struct pipe_inode_info *p)
{
	return p->in == p->out;
}

/* Bytes that may be written now. */
static inline u32 pipe_room(const struct pipe_inode_info *p)
{
	return p->size - (p->in - p->out);
}

static inline char **pipe_slot(struct pipe_inode_info *p, u32 byte)
{
	return &p->page[byte / PAGE_SIZE % PIPE_PAGES];
}

/* fs/pipe_ring.c */
struct pipe_inode_info *pipe_alloc(void);
void pipe_free(struct pipe_inode_info *p);
char *pipe_space(struct pipe_inode_info *p, size_t *n);
const char *pipe_data(struct pipe_inode_info *p, size_t *n);
void pipe_taken(struct pipe_inode_info *p, size_t n);

/* fs/pipe.c */
void pipe_drop_ends(struct pipe_inode_info *p, u32 mode);
ssize_t pipe_write_kernel(struct file *file, const void *buf, size_t n);
extern const struct file_operations pipe_fops;

/* fs/fifo.c */
extern const struct file_operations def_pipe_fops;
int fifo_open(struct inode *inode, struct file *file);
void fifo_drop(struct inode *inode);

#endif

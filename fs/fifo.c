/*
 * fifo.c - opening a FIFO: each side waits for the other, as POSIX has it. The
 * pipe itself exists while the FIFO is open anywhere; with the last close the
 * bytes in it are lost.
 */
#include <linux/errno.h>
#include <linux/fs.h>
#include <linux/kernel.h>
#include <linux/sched.h>
#include <linux/wait.h>
#include "pipe.h"

/* Frees the pipe if no end of it is open. */
void fifo_drop(struct inode *inode)
{
	struct pipe_inode_info *p = inode->i_pipe;

	if (p->readers || p->writers)
		return;
	inode->i_pipe = NULL;
	pipe_free(p);
}

/* The inode goes: so does a pipe that was never used. */
void pipe_free_inode(struct inode *inode)
{
	if (inode->i_pipe)
		pipe_free(inode->i_pipe);
	inode->i_pipe = NULL;
}

/* The pipe of the inode, made if need be; NULL when memory is short. */
static struct pipe_inode_info *get_pipe(struct inode *inode)
{
	struct pipe_inode_info *p;

	if (inode->i_pipe)
		return inode->i_pipe;
	p = pipe_alloc();
	if (!p)
		return NULL;
	if (inode->i_pipe)		/* made by another while we slept */
		pipe_free(p);
	else
		inode->i_pipe = p;
	return inode->i_pipe;
}

/*
 * Waits until somebody has opened the other side since it was opened `seen'
 * times, even if that one has gone again. 0 or -ERESTARTSYS.
 */
static int wait_partner(struct pipe_inode_info *p, const u32 *counter)
{
	u32 seen = *counter;

	return wait_event_interruptible(&p->open_wait, *counter != seen);
}

static int open_reader(struct pipe_inode_info *p, struct file *file)
{
	p->r_counter++;
	p->readers++;
	wake_up(&p->open_wait);
	if (p->writers)
		return 0;
	if (file->f_flags & O_NONBLOCK) {
		/* No writer has hung up on this one, see pipe_poll(). */
		file->f_seen = p->w_counter;
		return 0;
	}
	return wait_partner(p, &p->w_counter);
}

static int open_writer(struct pipe_inode_info *p, struct file *file)
{
	if (file->f_flags & O_NONBLOCK && !p->readers)
		return -ENXIO;
	p->w_counter++;
	p->writers++;
	wake_up(&p->open_wait);
	return p->readers ? 0 : wait_partner(p, &p->r_counter);
}

/* Linux's way for O_RDWR, which POSIX leaves open: waits for nobody. */
static int open_both(struct pipe_inode_info *p)
{
	p->r_counter++;
	p->w_counter++;
	p->readers++;
	p->writers++;
	wake_up(&p->open_wait);
	return 0;
}

/*
 * The open() of a pipe() by its name in /proc: one more end of it. Waits for
 * nobody, for it has no name under which the other side could come. 0 or
 * -errno.
 */
static int pipe_reopen(struct inode *inode, struct file *file)
{
	struct pipe_inode_info *p;

	if (!(file->f_mode & (FMODE_READ | FMODE_WRITE)))
		return -EINVAL;		/* the access mode 3 of open() */
	p = get_pipe(inode);
	if (!p)
		return -ENOMEM;
	file->f_op = &pipe_fops;
	file->private_data = p;
	if (file->f_mode & FMODE_READ) {
		p->r_counter++;
		p->readers++;
	}
	if (file->f_mode & FMODE_WRITE) {
		p->w_counter++;
		p->writers++;
	}
	return 0;
}

/* The open() of FIFOs. 0 or -errno. May sleep. */
int fifo_open(struct inode *inode, struct file *file)
{
	struct pipe_inode_info *p = get_pipe(inode);
	int err;

	if (!p)
		return -ENOMEM;
	file->f_op = &pipe_fops;
	file->private_data = p;
	switch (file->f_mode & (FMODE_READ | FMODE_WRITE)) {
	case FMODE_READ:
		err = open_reader(p, file);
		break;
	case FMODE_WRITE:
		err = open_writer(p, file);
		break;
	case FMODE_READ | FMODE_WRITE:
		err = open_both(p);
		break;
	default:			/* the access mode 3 of open() */
		err = -EINVAL;
	}
	if (err == -ERESTARTSYS)
		pipe_drop_ends(p, file->f_mode);	/* they were counted */
	if (err)
		fifo_drop(inode);
	return err;
}

const struct file_operations def_fifo_fops = {
	.open = fifo_open,
};

const struct file_operations def_pipe_fops = {
	.open = pipe_reopen,
};

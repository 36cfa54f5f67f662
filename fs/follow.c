/*
 * follow.c - symlinks on the way of a walk (namei.c).
 *
 * There is no recursion. The text of a link is put in front of what is left of
 * the path, by stacking: struct link_text keeps the rest of the outer one. A
 * link that ends its path needs no stacking, so each text on the stack has
 * something left behind it, and a component is the last one if nothing
 * follows it in its own text and the stack is empty.
 */
#include <linux/fs.h>
#include <linux/malloc.h>
#include <linux/sched.h>
#include <linux/string.h>
#include "names.h"

#define MAX_LINKS	40		/* symlinks of one walk */

/* The text of a symlink that is being walked. */
struct link_text {
	struct link_text *outer;	/* of a link that led to this one */
	const char *rest;		/* of the path that this one was in */
	char text[];
};

/* Goes back to the path that the innermost link was in; false: it was the
   path itself. */
bool pop_link(struct nameidata *nd)
{
	struct link_text *link = nd->link;

	if (!link || !link->rest)
		return false;
	nd->name = link->rest;
	nd->link = link->outer;
	kfree(link);
	return true;
}

/* Is anything left behind the end of the present text? */
bool rest_of_links(const struct nameidata *nd)
{
	return nd->link && nd->link->rest;
}

/* The walk is over: forgets the texts that are left. */
void drop_links(struct nameidata *nd)
{
	struct link_text *link;

	while ((link = nd->link) != NULL) {
		nd->link = link->outer;
		kfree(link);
	}
}

/* Reads a symlink into a struct link_text. */
static struct link_text *read_link(struct dentry *dentry)
{
	char *buf = name_buffer();
	struct link_text *link;
	int len;

	if (!buf)
		return ERR_PTR(-ENOMEM);
	len = -EINVAL;
	if (dentry->d_inode->i_op->readlink)
		len = dentry->d_inode->i_op->readlink(dentry, buf, PATH_MAX);
	if (len > 0) {
		link = kmalloc(sizeof(*link) + len + 1, GFP_KERNEL);
		if (link)
			memcpy(link->text, buf, len + 1);
	} else {
		link = ERR_PTR(len ? len : -ENOENT);
	}
	putname(buf);
	return link ? link : ERR_PTR(-ENOMEM);
}

/* The link's text is to be walked next, then what is left of the present
   one, if anything is. */
static void push_link(struct nameidata *nd, struct link_text *link)
{
	struct link_text *used = nd->link;

	link->outer = used;
	link->rest = nd->name;
	if (!*nd->name) {
		link->rest = used ? used->rest : NULL;
		link->outer = used ? used->outer : NULL;
		kfree(used);
	}
	nd->link = link;
	nd->name = link->text;
	if (*nd->name == '/')
		nd->dentry = current->fs->root;
}

/* Follows a symlink, which is counted. 1: there is a text to be walked on
   from nd->dentry; 0: nd->dentry is what it leads to. */
static int follow_counted(struct nameidata *nd, struct dentry *dentry)
{
	struct inode *inode = dentry->d_inode;
	struct link_text *link;
	struct dentry *target;

	if (nd->links++ >= MAX_LINKS)
		return -ELOOP;
	pin_walk(nd);
	update_atime(inode);
	if (inode->i_op->follow_link) {
		target = inode->i_op->follow_link(dentry);
		if (IS_ERR(target))
			return PTR_ERR(target);
		move_pinned(nd, target);
		return 0;
	}
	link = read_link(dentry);
	if (IS_ERR(link))
		return PTR_ERR(link);
	push_link(nd, link);
	return 1;
}

/* The same for a symlink that need not be counted by the caller. */
int follow_last(struct nameidata *nd, struct dentry *link)
{
	int err;

	dget(link);
	err = follow_counted(nd, link);
	dput(link);
	return err;
}

/*
 * aout_check.c - does the header of an a.out file make sense, and where does
 * it want everything?
 */
#include <linux/a.out.h>
#include <linux/errno.h>
#include <linux/kernel.h>

static bool known_kind(const struct aout_hdr *h)
{
	u32 magic = N_MAGIC(h), machine = N_MACHTYPE(h);

	return (magic == OMAGIC || magic == NMAGIC || magic == ZMAGIC ||
		magic == QMAGIC) &&
	       (machine == M_UNKNOWN || machine == M_386);
}

/* See linux/a.out.h. Sizes are added only after each was seen to fit. */
int aout_check(const struct aout_hdr *h, u32 limit, u32 size,
	       struct aout_layout *out)
{
	if (!known_kind(h) || h->a_trsize || h->a_drsize)
		return -ENOEXEC;
	out->offset = N_TXTOFF(h);
	if (size < out->offset || h->a_text > size - out->offset ||
	    h->a_data > size - out->offset - h->a_text)
		return -ENOEXEC;
	out->text = N_TXTADDR(h);
	out->text_size = h->a_text;
	out->data_size = h->a_data;
	if (limit < out->text + AOUT_SEGMENT ||
	    h->a_text > limit - out->text - AOUT_SEGMENT)
		return -ENOEXEC;
	out->data = out->text + h->a_text;
	if (N_MAGIC(h) != OMAGIC)
		out->data = ALIGN(out->data, AOUT_SEGMENT);
	if (h->a_data > limit - out->data ||
	    h->a_bss > limit - out->data - h->a_data)
		return -ENOEXEC;
	out->bss_end = out->data + h->a_data + h->a_bss;
	return out->bss_end > out->text ? 0 : -ENOEXEC;
}

/*
 * model_ops.h - what model_ops.c and model_files.c share.
 */
#ifndef UNIT_MODEL_OPS_H
#define UNIT_MODEL_OPS_H

#include "model.h"

/* A name in a directory, and what the model has there: node 0: nothing. */
struct place {
	int dir, node;
	char name[MODEL_NAME];
	char path[MODEL_PATH];
};

/* model_ops.c. model_answered() compares answers: true if the real one has done
   it. A place is mostly one where something is, if `there'. model_has_room():
   in the model, for one more name and node. */
int model_answered(struct model *m, const char *what, const struct place *at,
		   int got, int want);
void model_any_place(struct model *m, struct place *at, int there);
int model_has_room(struct model *m, const struct place *at);
int model_add_entry(struct model *m, const struct place *at, int node);

/* model_files.c: one step with a descriptor, or without one if it is not open;
   truncate() by name */
void model_file_step(struct model *m, struct model_fd *f);
void model_truncate(struct model *m);

#endif

/* land.h: rings of land in hundredths of a degree (land.c). */
#ifndef ENTENTE_RENDER_LAND_H
#define ENTENTE_RENDER_LAND_H

extern const short land[]; /* the number of points, then longitude and latitude of each; 0 ends */

#endif

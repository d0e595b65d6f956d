/*
 * GStreamer as one side of a call: a pipeline, driven by lines on standard input and telling what happens by lines on standard output.
 *
 *   gst-peer PIPELINE [srtp=CAPS] PT=CAPS...
 *
 * The pipeline has an `rtpbin` named `rtp`, for which the caps tell what each payload type means; what comes of type N goes on to the
 * element named `ptN`. Keys are pressed at the element named `keys`. Where it has an `srtpdec` named `dec`, the first caps tell its key.
 *
 * Out: `version TEXT`, `playing`, `key NUMBER` for each that was pressed at the other side
 * In:  `press NUMBER` and `release NUMBER`; it ends with its input.
 */
#include <gst/gst.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static GMainLoop *loop;
static GstElement *pipeline;
static char **maps;

static GstCaps *caps_of(const char *name) {
  for (char **map = maps; *map != NULL; map++) {
    size_t length = strcspn(*map, "=");
    if (length == strlen(name) && strncmp(*map, name, length) == 0) return gst_caps_from_string(*map + length + 1);
  }
  return NULL;
}

static GstCaps *on_map(GstElement *rtp, guint session, guint type, gpointer data) {
  char name[16];
  snprintf(name, sizeof name, "%u", type);
  return caps_of(name);
}

static GstCaps *on_key(GstElement *decrypter, guint source, gpointer data) { return caps_of("srtp"); }

/* Pads of received voice are called recv_rtp_src_SESSION_SSRC_TYPE. */
static void on_pad(GstElement *rtp, GstPad *pad, gpointer data) {
  gchar *name = gst_pad_get_name(pad);
  if (g_str_has_prefix(name, "recv_rtp_src_")) {
    gchar *wanted = g_strconcat("pt", strrchr(name, '_') + 1, NULL);
    GstElement *element = gst_bin_get_by_name(GST_BIN(pipeline), wanted);
    GstPad *sink = element == NULL ? NULL : gst_element_get_static_pad(element, "sink");
    if (sink != NULL) {
      /* The other side begins anew under another source: only the latest is heard. */
      GstPad *before = gst_pad_get_peer(sink);
      if (before != NULL) {
        gst_pad_unlink(before, sink);
        gst_object_unref(before);
      }
      gst_pad_link(pad, sink);
      gst_object_unref(sink);
    }
    if (element != NULL) gst_object_unref(element);
    g_free(wanted);
  }
  g_free(name);
}

static gboolean on_message(GstBus *bus, GstMessage *message, gpointer data) {
  const GstStructure *said = gst_message_get_structure(message);
  gint number;
  if (GST_MESSAGE_TYPE(message) == GST_MESSAGE_ERROR) {
    GError *error = NULL;
    gst_message_parse_error(message, &error, NULL);
    fprintf(stderr, "%s\n", error->message);
    exit(1);
  }
  if (said != NULL && gst_structure_has_name(said, "dtmf-event") && gst_structure_get_int(said, "number", &number))
    printf("key %d\n", number);
  return TRUE;
}

static void press(gint number, gboolean start) {
  GstElement *keys = gst_bin_get_by_name(GST_BIN(pipeline), "keys");
  if (keys == NULL) return;
  GstStructure *event = gst_structure_new("dtmf-event", "type", G_TYPE_INT, 1, "method", G_TYPE_INT, 1, "number", G_TYPE_INT,
                                          number, "volume", G_TYPE_INT, 10, "start", G_TYPE_BOOLEAN, start, NULL);
  GstPad *source = gst_element_get_static_pad(keys, "src");
  gst_pad_send_event(source, gst_event_new_custom(GST_EVENT_CUSTOM_UPSTREAM, event));
  gst_object_unref(source);
  gst_object_unref(keys);
}

static gboolean on_input(GIOChannel *input, GIOCondition condition, gpointer data) {
  gchar *line = NULL;
  gint number;
  if (g_io_channel_read_line(input, &line, NULL, NULL, NULL) != G_IO_STATUS_NORMAL) {
    g_main_loop_quit(loop);
    return FALSE;
  }
  if (sscanf(line, "press %d", &number) == 1) press(number, TRUE);
  if (sscanf(line, "release %d", &number) == 1) press(number, FALSE);
  g_free(line);
  return TRUE;
}

int main(int count, char **values) {
  GError *error = NULL;
  setvbuf(stdout, NULL, _IOLBF, 0);
  gst_init(&count, &values);
  if (count < 2) return 2;
  gchar *version = gst_version_string();
  printf("version %s\n", version);
  g_free(version);
  maps = values + 2;
  loop = g_main_loop_new(NULL, FALSE);
  pipeline = gst_parse_launch(values[1], &error);
  if (error != NULL) {
    fprintf(stderr, "%s\n", error->message);
    return 1;
  }
  GstElement *rtp = gst_bin_get_by_name(GST_BIN(pipeline), "rtp");
  g_signal_connect(rtp, "request-pt-map", G_CALLBACK(on_map), NULL);
  g_signal_connect(rtp, "pad-added", G_CALLBACK(on_pad), NULL);
  GstElement *decrypter = gst_bin_get_by_name(GST_BIN(pipeline), "dec");
  if (decrypter != NULL) g_signal_connect(decrypter, "request-key", G_CALLBACK(on_key), NULL);
  GstBus *bus = gst_element_get_bus(pipeline);
  gst_bus_add_watch(bus, on_message, NULL);
  GIOChannel *input = g_io_channel_unix_new(0);
  g_io_add_watch(input, G_IO_IN | G_IO_HUP, on_input, NULL);
  gst_element_set_state(pipeline, GST_STATE_PLAYING);
  printf("playing\n");
  g_main_loop_run(loop);
  gst_element_set_state(pipeline, GST_STATE_NULL);
  return 0;
}

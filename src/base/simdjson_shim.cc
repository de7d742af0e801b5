// SPDX-License-Identifier: Apache-2.0
// The one C++ file: nothing of C++ leaves it, no exception crosses it.
#include "simdjson_shim.h"

#include <cstring>
#include <new>
#include <simdjson.h>

namespace {

using simdjson::dom::element;
using simdjson::dom::element_type;

struct walker {
	const json_events *events;
	void *data;

	void walk(element e) const
	{
		switch (e.type()) {
		case element_type::NULL_VALUE:
			events->null(data);
			break;
		case element_type::BOOL:
			events->truth(data, bool(e));
			break;
		case element_type::INT64:
			events->integer(data, int64_t(e));
			break;
		case element_type::UINT64:
		case element_type::DOUBLE:
			events->other_number(data);
			break;
		case element_type::STRING: {
			std::string_view text = e;
			events->text(data, text.data(), text.size());
			break;
		}
		case element_type::ARRAY:
			events->begin_list(data);
			for (element item : simdjson::dom::array(e))
				walk(item);
			events->end(data);
			break;
		case element_type::OBJECT:
			events->begin_map(data);
			for (auto member : simdjson::dom::object(e)) {
				events->key(data, member.key.data(), member.key.size());
				walk(member.value);
			}
			events->end(data);
			break;
		}
	}
};

// One parser a thread keeps its buffers, so that a short text costs no allocation.
simdjson::dom::parser &thread_parser()
{
	static thread_local simdjson::dom::parser parser;
	return parser;
}

} // namespace

extern "C" const char *json_walk(const char *bytes, gsize len, gsize depth_max,
	const struct json_events *events, void *data)
{
	try {
		simdjson::dom::parser &parser = thread_parser();
		if (parser.capacity() < len || parser.max_depth() != depth_max) {
			auto failed = parser.allocate(len < 4096 ? 4096 : len, depth_max);
			if (failed)
				return simdjson::error_message(failed);
		}
		element root;
		auto failed = parser.parse(bytes, len).get(root);
		if (failed)
			return simdjson::error_message(failed);
		walker { events, data }.walk(root);
		return nullptr;
	} catch (const std::bad_alloc &) {
		return "out of memory";
	} catch (const simdjson::simdjson_error &e) {
		return simdjson::error_message(e.error());
	}
}

using Bourse.Api.Http;

namespace Bourse.Streams.Events;

/// <summary>
/// Writes an event as the specification shows it, and its position as the last field of every object.
/// </summary>
internal delegate void EventWriter<T>(JsonPen pen, in T value, StreamPosition position)
    where T : struct;

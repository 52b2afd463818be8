namespace Bourse.Server.Json;

/// <summary>
/// A JSON document is not what it must be. The message begins with the path of the place, as in $.symbols[2].name.
/// </summary>
public sealed class JsonShapeException : Exception
{
    public JsonShapeException(string path, string what) : base($"{path}: {what}")
    {
    }

    public JsonShapeException(string message) : base(message)
    {
    }

    public JsonShapeException(string message, Exception inner) : base(message, inner)
    {
    }

    public JsonShapeException()
    {
    }
}

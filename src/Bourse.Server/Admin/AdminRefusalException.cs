namespace Bourse.Server.Admin;

/// <summary>The admin interface cannot do what is asked: something named is not there, or the venue refused.</summary>
public sealed class AdminRefusalException : Exception
{
    public AdminRefusalException(int status, string error, string message) : base(message)
    {
        Status = status;
        Error = error;
    }

    public AdminRefusalException(string message) : base(message)
    {
    }

    public AdminRefusalException(string message, Exception inner) : base(message, inner)
    {
    }

    public AdminRefusalException()
    {
    }

    /// <summary>HTTP status to answer with.</summary>
    public int Status { get; } = StatusCodes.Status400BadRequest;

    /// <summary>A word for programs, as in UnknownAccount.</summary>
    public string Error { get; } = "BadRequest";

    /// <summary>Something named is not there.</summary>
    public static AdminRefusalException NotFound(string what, string name) =>
        new(StatusCodes.Status404NotFound, $"Unknown{what}", $"There is no {what.ToLowerInvariant()} named {name}.");
}

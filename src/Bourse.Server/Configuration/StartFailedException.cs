namespace Bourse.Server.Configuration;

/// <summary>
/// The venue cannot start as it is told to. The message says what is wrong and what to do; nothing was changed.
/// </summary>
public sealed class StartFailedException : Exception
{
    public StartFailedException(string message) : base(message)
    {
    }

    public StartFailedException(string message, Exception inner) : base(message, inner)
    {
    }

    public StartFailedException()
    {
    }
}

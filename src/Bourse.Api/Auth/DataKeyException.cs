namespace Bourse.Api.Auth;

/// <summary>The node's data key cannot be used. The message says why and what to do.</summary>
public sealed class DataKeyException : Exception
{
    public DataKeyException(string message) : base(message)
    {
    }

    public DataKeyException(string message, Exception inner) : base(message, inner)
    {
    }

    public DataKeyException()
    {
    }
}

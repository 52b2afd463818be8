namespace Bourse.Agents;

/// <summary>The venue answered with an error.</summary>
public sealed class VenueErrorException : Exception
{
    public VenueErrorException(int status, int code, string message, TimeSpan retryAfter) : base(message)
    {
        Status = status;
        Code = code;
        RetryAfter = retryAfter;
    }

    public VenueErrorException(string message) : base(message)
    {
    }

    public VenueErrorException(string message, Exception inner) : base(message, inner)
    {
    }

    public VenueErrorException()
    {
    }

    /// <summary>HTTP status.</summary>
    public int Status { get; }

    /// <summary>The API's code, as in -2010; 0 when the body had none.</summary>
    public int Code { get; }

    /// <summary>How long the venue asks to wait; zero when it does not say.</summary>
    public TimeSpan RetryAfter { get; }

    /// <summary>429 or 418: a limit was passed.</summary>
    public bool IsLimit => Status is 429 or 418;
}

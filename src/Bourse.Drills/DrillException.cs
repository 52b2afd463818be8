namespace Bourse.Drills;

/// <summary>A drill cannot be run or came to no end. The message says why and what to do.</summary>
public sealed class DrillException : Exception
{
    public DrillException(string message) : base(message)
    {
    }

    public DrillException(string message, Exception inner) : base(message, inner)
    {
    }

    public DrillException()
    {
    }
}

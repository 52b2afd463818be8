namespace Bourse.Zones;

/// <summary>The fleet cannot do what it was told to. The message says what failed and what to do about it.</summary>
public sealed class FleetException : Exception
{
    public FleetException(string message) : base(message)
    {
    }

    public FleetException(string message, Exception inner) : base(message, inner)
    {
    }

    public FleetException()
    {
    }
}

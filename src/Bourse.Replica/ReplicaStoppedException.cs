namespace Bourse.Replica;

/// <summary>The node met what it must not go on from; the message names the entry and what to do. The process ends.</summary>
public sealed class ReplicaStoppedException : Exception
{
    public ReplicaStoppedException(string message) : base(message)
    {
    }

    public ReplicaStoppedException(string message, Exception inner) : base(message, inner)
    {
    }

    public ReplicaStoppedException()
    {
    }
}

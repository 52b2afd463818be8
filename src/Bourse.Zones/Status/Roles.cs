namespace Bourse.Zones.Status;

/// <summary>The roles that parts have.</summary>
public static class Roles
{
    /// <summary>Of a database that takes writes, and of the member of etcd that leads.</summary>
    public const string Leader = "leader";

    /// <summary>Of the database without whose confirmation no commit is told.</summary>
    public const string SyncStandby = "sync standby";

    /// <summary>Of another database or cache that follows.</summary>
    public const string Replica = "replica";

    /// <summary>Of a member of etcd that follows.</summary>
    public const string Follower = "follower";

    /// <summary>Of the cache that takes writes.</summary>
    public const string Master = "master";

    /// <summary>Of a node that takes orders.</summary>
    public const string Ready = "ready";

    /// <summary>Of a node that does not.</summary>
    public const string NotReady = "not ready";
}

namespace Bourse.Zones.Parts;

/// <summary>Where a load balancer finds a node.</summary>
/// <param name="Name">The node's name among the servers of the load balancer, as in "a-node-1".</param>
internal sealed record NodeAddress(string Name, string Address, int Port);

using Bourse.Venue.Orders;

namespace Bourse.Simulation;

/// <summary>What must not be placed twice.</summary>
internal readonly record struct OrderKey(int AccountId, ClientId ClientOrderId);
